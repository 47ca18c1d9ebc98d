#include "records/codec.h"
#include "samples.h"

#include <QTest>

using kafka::ErrorCode;
using records::Codec;
using samples::Bytes;

namespace {

std::vector<base::Byte> packed(Codec codec, Bytes plain, std::optional<int> level = {}) {
    std::vector<base::Byte> out;
    records::compress(codec, level.value_or(records::default_level(codec)), plain, out);
    return out;
}

ErrorCode error_of(const base::Result<base::Buffer>& result) {
    return result.has_error() ? result.error().code : ErrorCode::none;
}

/// Half random, half repeated, so that codecs copy and refer back.
std::vector<base::Byte> text(std::size_t size) {
    base::Rng rng(size);
    auto bytes = samples::random_bytes(rng, size);
    for (std::size_t i = 0; i + 100 < size; i += 200)
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(i), 100, 'a');
    return bytes;
}

} // namespace

class CodecTest : public QObject {
    Q_OBJECT
private slots:
    void every_codec_gives_back_what_it_took() {
        for (const Codec codec : samples::codecs) {
            for (const std::size_t size : {0U, 1U, 100U, 4096U, 32768U, 32769U, 70000U, 1500000U}) {
                const auto plain = text(size);
                const auto back = records::decompress(codec, packed(codec, plain));
                QVERIFY2(back.has_value(), std::string(name(codec)).c_str());
                QVERIFY(std::ranges::equal(back->bytes(), plain));
            }
        }
    }

    void every_level_is_accepted_and_clamped() {
        const auto plain = text(5000);
        for (const Codec codec : samples::codecs) {
            for (const int level : {-1000000, -1, 0, 1, 3, 9, 12, 17, 22, 1000000}) {
                const auto back = records::decompress(codec, packed(codec, plain, level));
                QVERIFY(back && std::ranges::equal(back->bytes(), plain));
            }
        }
    }

    void one_raw_snappy_block_is_read_too() {
        // librdkafka and the Go clients: varint 12, a literal of five bytes, a copy of seven at distance
        // five.
        const std::vector<base::Byte> raw{12, 0x10, 'h', 'e', 'l', 'l', 'o', 0x0d, 5};
        const auto back = records::decompress(Codec::snappy, raw);
        QVERIFY(back);
        QCOMPARE(base::as_text(back->bytes()), std::string_view("hellohellohe"));
    }

    void gzip_members_may_follow_each_other() {
        const auto first = text(1000);
        const auto second = text(2000);
        auto stream = packed(Codec::gzip, first);
        records::compress(Codec::gzip, 9, second, stream);
        const auto back = records::decompress(Codec::gzip, stream);
        QVERIFY(back);
        QCOMPARE(back->size(), std::size_t{3000});
        QVERIFY(std::ranges::equal(back->slice(1000).bytes(), second));
    }

    void data_cut_at_any_byte_is_refused() {
        const auto plain = text(600);
        for (const Codec codec : {Codec::gzip, Codec::snappy, Codec::lz4, Codec::zstd}) {
            const auto whole = packed(codec, plain);
            for (std::size_t n = 0; n < whole.size(); ++n) {
                const auto cut = records::decompress(codec, Bytes(whole).first(n));
                // A xerial stream may end between blocks: here only after its header.
                const bool legal = cut.has_value() && cut->empty() && codec == Codec::snappy && n == 16;
                QVERIFY2(legal || error_of(cut) == ErrorCode::invalid_record,
                         std::string(name(codec)).c_str());
            }
        }
    }

    void a_bomb_stops_at_the_limit() {
        constexpr std::size_t limit = std::size_t{1} << 20U;
        const std::vector<base::Byte> zeros(64 * limit);
        for (const Codec codec : {Codec::gzip, Codec::snappy, Codec::lz4, Codec::zstd}) {
            const auto bomb = packed(codec, zeros);
            QCOMPARE(error_of(records::decompress(codec, bomb, limit)), ErrorCode::message_too_large);
            QCOMPARE(error_of(records::decompress(codec, bomb, zeros.size() - 1)),
                     ErrorCode::message_too_large);
            QCOMPARE(error_of(records::decompress(codec, bomb, zeros.size())), ErrorCode::none);
        }
    }

    void an_announced_size_allocates_nothing() {
        // A raw snappy block that claims 4 GiB - 1 in seven bytes.
        const std::vector<base::Byte> liar{0xff, 0xff, 0xff, 0xff, 0x0f, 0x00, 'x'};
        QCOMPARE(error_of(records::decompress(Codec::snappy, liar)), ErrorCode::invalid_record);
    }

    void lz4_blocks_that_depend_on_each_other_are_refused() {
        auto frame = packed(Codec::lz4, text(1000));
        frame[4] = static_cast<base::Byte>(frame[4] & ~0x20U);
        QCOMPARE(error_of(records::decompress(Codec::lz4, frame)), ErrorCode::invalid_record);
    }

    void the_first_bytes_tell_a_codec_from_another() {
        for (const Codec codec : {Codec::gzip, Codec::lz4, Codec::zstd}) {
            const auto data = packed(codec, text(500));
            QVERIFY(records::plausible(codec, data));
            QVERIFY(!records::plausible(codec, {}));
            for (const Codec other : {Codec::gzip, Codec::lz4, Codec::zstd}) {
                QCOMPARE(records::plausible(other, data), other == codec);
            }
        }
        QVERIFY(records::plausible(Codec::snappy, packed(Codec::snappy, text(500))));
        QVERIFY(!records::plausible(Codec::snappy, {}));
    }

    void an_unknown_codec_is_unsupported() {
        QCOMPARE(error_of(records::decompress(static_cast<Codec>(6), {})),
                 ErrorCode::unsupported_compression_type);
    }

    void damaged_data_never_crashes() {
        base::Rng rng(3);
        const auto plain = text(3000);
        for (const Codec codec : {Codec::gzip, Codec::snappy, Codec::lz4, Codec::zstd}) {
            const auto whole = packed(codec, plain);
            for (int i = 0; i < 3000; ++i) {
                auto damaged = whole;
                for (std::uint64_t n = rng.below(4) + 1; n > 0; --n) {
                    damaged[rng.below(damaged.size())] = static_cast<base::Byte>(rng.below(256));
                }
                const auto back = records::decompress(codec, damaged, 1 << 20U);
                QVERIFY(!back || back->size() <= 1U << 20U);
            }
        }
    }
};

QTEST_APPLESS_MAIN(CodecTest)
#include "codec_test.moc"
