// Comparing an answer with Kafka's, and making the batches that the requests describe.
#include "base/crc32c.h"
#include "interop/served.h"
#include "records/builder.h"

#include <algorithm>
#include <map>

namespace interop {

using support::Json;

namespace {

std::string shown(const Json& json) {
    if (json.is_null()) return "null";
    if (json.boolean() != nullptr) return *json.boolean() ? "true" : "false";
    if (json.number() != nullptr) return json.number()->text;
    if (json.text() != nullptr) return '"' + *json.text() + '"';
    return json.array() != nullptr ? "[" + std::to_string(json.array()->size()) + "]" : "{}";
}

using Places = std::vector<std::string>;

void compare(const Json& expected, const Json& actual, const std::string& path, Places& places);

void compare_objects(const Json::Object& expected, const Json::Object& actual, const std::string& path,
                     Places& places) {
    for (const auto& [name, value] : expected) {
        const std::string place = path.empty() ? name : path + '.' + name;
        const auto found = actual.find(name);
        if (found == actual.end())
            places.push_back(place + ": missing");
        else if (name != "records")
            compare(value, found->second, place, places);
    }
    for (const auto& [name, value] : actual)
        if (!expected.contains(name) && name != "throttleTimeMs")
            places.push_back((path.empty() ? name : path + '.' + name) + ": not in Kafka's answer, here " +
                             shown(value));
}

/// Pairs each expected element with the one that differs least.
void compare_arrays(const Json::Array& expected, Json::Array actual, const std::string& path,
                    Places& places) {
    if (expected.size() != actual.size())
        places.push_back(path + ": " + std::to_string(actual.size()) + " elements, not " +
                         std::to_string(expected.size()));
    for (std::size_t i = 0; i < expected.size() && !actual.empty(); ++i) {
        std::size_t best = 0;
        std::optional<Places> least;
        for (std::size_t j = 0; j < actual.size(); ++j) {
            Places here;
            compare(expected[i], actual[j], path + '[' + std::to_string(i) + ']', here);
            if (!least || here.size() < least->size()) {
                least = here;
                best = j;
            }
        }
        places.insert(places.end(), least->begin(), least->end());
        actual.erase(actual.begin() + static_cast<std::ptrdiff_t>(best));
    }
}

void compare(const Json& expected, const Json& actual, const std::string& path, Places& places) {
    const std::string* word = expected.text();
    bool same = false;
    if (word != nullptr && word->starts_with('<')) {
        const bool counts = word->size() == 3 && (*word)[1] >= '0' && (*word)[1] <= '9';
        same = counts ? actual.array() != nullptr : !(*word == "<text>" && actual.text() == nullptr);
    } else if (word != nullptr && *word == "zero") {
        same = actual.text() != nullptr && actual.text()->find_first_not_of('A') == std::string::npos;
    } else if (expected.object() != nullptr && actual.object() != nullptr) {
        return compare_objects(*expected.object(), *actual.object(), path, places);
    } else if (expected.array() != nullptr && actual.array() != nullptr) {
        return compare_arrays(*expected.array(), *actual.array(), path, places);
    } else {
        same = expected.value.index() == actual.value.index() && shown(expected) == shown(actual);
    }
    if (!same) places.push_back(path + ": " + shown(actual) + ", not " + shown(expected));
}

using Words = std::map<std::string, std::string>;

Words words_of(const std::string& description) {
    Words words;
    for (std::size_t at = 0; at < description.size();) {
        const std::size_t comma = std::min(description.find(',', at), description.size());
        const std::string word = description.substr(at, comma - at);
        const std::size_t equals = word.find('=');
        words[word.substr(0, equals)] = equals == std::string::npos ? "" : word.substr(equals + 1);
        at = comma + 1;
    }
    return words;
}

std::int64_t number(const Words& words, const char* name, std::int64_t otherwise) {
    const auto found = words.find(name);
    return found == words.end() ? otherwise : std::stoll(found->second);
}

/// What is wrong with the batch on purpose.
void damage(std::vector<base::Byte>& batch, const Words& words) {
    constexpr std::size_t crc_at = 17, covered = 21, attributes_at = 22, count_at = 57, magic_at = 16;
    if (words.contains("base")) base::store_be(batch.data(), number(words, "base", 0));
    if (words.contains("count"))
        base::store_be(batch.data() + count_at, static_cast<std::int32_t>(number(words, "count", 0)));
    if (words.contains("control"))
        batch[attributes_at] = static_cast<base::Byte>(batch[attributes_at] | 0x20U);
    base::store_be(batch.data() + crc_at, base::crc32c(base::Bytes(batch).subspan(covered)));
    if (words.contains("magic1")) batch[magic_at] = 1;
    if (words.contains("crc")) batch[crc_at] = static_cast<base::Byte>(batch[crc_at] ^ 1U);
    if (words.contains("cut")) batch.resize(batch.size() - 3);
    if (words.contains("twice")) {
        const auto once = batch;
        batch.insert(batch.end(), once.begin(), once.end());
    }
}

} // namespace

std::vector<std::string> differences(const Json& expected, const Json& actual) {
    Places places;
    compare(expected, actual, "", places);
    return places;
}

std::vector<base::Byte> described_batch(const std::string& description) {
    static std::int64_t now = 1'780'000'000'000;
    const Words words = words_of(description);
    records::BatchOptions options;
    options.producer_id = number(words, "pid", -1);
    options.producer_epoch =
        static_cast<std::int16_t>(number(words, "epoch", options.producer_id >= 0 ? 0 : -1));
    options.base_sequence = static_cast<std::int32_t>(number(words, "seq", -1));
    if (words.contains("codec")) options.codec = *records::codec_named(words.at("codec"));
    records::BatchBuilder builder(options);
    const std::string value(static_cast<std::size_t>(number(words, "big", 5)), 'v');
    for (std::int64_t i = 0; i < number(words, "n", 1); ++i) {
        std::optional<base::Bytes> key;
        if (!words.contains("nokey")) key = base::as_bytes("key");
        builder.add(number(words, "ts", ++now), key, base::as_bytes(value));
    }
    const base::Buffer built = std::move(builder).build();
    std::vector<base::Byte> batch(built.bytes().begin(), built.bytes().end());
    damage(batch, words);
    return batch;
}

} // namespace interop
