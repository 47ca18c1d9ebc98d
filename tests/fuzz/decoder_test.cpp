// A short run of the fuzzer's entry with a seeded mutator, for every compiler. RIPARIUM_SEED repeats a run,
// RIPARIUM_FUZZ_ROUNDS makes it longer.

#include "base/rng.h"
#include "fuzz/decoder_fuzz.h"
#include "support/bytes.h"
#include "wire/codec.h"
#include "wire/registry.h"
#include "wire/sampler.h"

#include <QTest>

namespace {

using base::Byte;

/// An input for the entry that decodes as it is.
std::vector<Byte> seed_input(std::size_t type_index, base::Rng& rng) {
    const wire::MessageType& type = wire::message_types()[type_index];
    const auto versions = static_cast<std::uint64_t>(type.api->versions.max - type.api->versions.min + 1);
    const auto choice = static_cast<Byte>(rng.below(versions));
    const auto message = type.make();
    const auto version = static_cast<std::int16_t>(type.api->versions.min + choice);
    wire::sample(*message, version, rng);
    std::vector<Byte> input = {static_cast<Byte>(type_index), choice};
    for (const Byte b : support::flat(wire::encode(*message, version))) input.push_back(b);
    return input;
}

void mutate(std::vector<Byte>& input, base::Rng& rng) {
    constexpr Byte telling[] = {0x00, 0x01, 0x7f, 0x80, 0xff, 0xfe};
    const std::size_t at = rng.below(input.size());
    const auto here = input.begin() + static_cast<std::ptrdiff_t>(at);
    switch (rng.below(5)) {
    case 0:
        input[at] = static_cast<Byte>(rng.next());
        break;
    case 1:
        input[at] = telling[rng.below(std::size(telling))];
        break;
    case 2:
        input[at] ^= static_cast<Byte>(1U << rng.below(8));
        break;
    case 3:
        input.insert(here, static_cast<Byte>(rng.next()));
        break;
    default:
        if (input.size() > 2) input.erase(here);
        break;
    }
}

std::uint64_t setting(const char* name, std::uint64_t or_else) {
    return qEnvironmentVariableIsSet(name) ? qEnvironmentVariable(name).toULongLong() : or_else;
}

} // namespace

class DecoderFuzzTest : public QObject {
    Q_OBJECT
private slots:
    void mutated_messages_do_no_harm() {
        const std::uint64_t seed = setting("RIPARIUM_SEED", base::Rng::from_system().next());
        qInfo("RIPARIUM_SEED=%llu", static_cast<unsigned long long>(seed));
        base::Rng rng(seed);
        const std::uint64_t rounds = setting("RIPARIUM_FUZZ_ROUNDS", 20);
        for (std::uint64_t round = 0; round < rounds; ++round) {
            for (std::size_t type = 0; type < wire::message_types().size(); ++type) {
                std::vector<Byte> input = seed_input(type, rng);
                for (int step = 0; step < 16; ++step) {
                    fuzz::decode_anything(input.data(), input.size());
                    mutate(input, rng);
                }
            }
        }
    }
    void random_bytes_do_no_harm() {
        base::Rng rng(5);
        for (int i = 0; i < 20'000; ++i) {
            std::vector<Byte> input(rng.below(64));
            for (Byte& b : input) b = static_cast<Byte>(rng.next());
            fuzz::decode_anything(input.data(), input.size());
        }
    }
};

QTEST_APPLESS_MAIN(DecoderFuzzTest)
#include "decoder_test.moc"
