#pragma once
// A `ripariumctl serve` of its own and a blocking connection to one broker of it. Test code only, the test's
// thread.

#include "base/bytes.h"
#include "support/json.h"
#include "wire/message.h"

#include <QProcess>
#include <optional>
#include <string>
#include <vector>

namespace interop {

class Served {
public:
    /// Starts and waits until it is ready; ends the test run when it is not.
    explicit Served(const QStringList& arguments);
    /// Stops it cleanly.
    ~Served();

    struct Broker {
        int id = 0;
        std::string host;
        std::uint16_t port = 0;
    };
    const std::vector<Broker>& brokers() const { return brokers_; }

private:
    QProcess process_;
    std::vector<Broker> brokers_;
};

class Connection {
public:
    explicit Connection(const Served::Broker& broker);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// The answer as JSON; nothing when the broker closed the connection or the answer cannot be read.
    std::optional<support::Json> call(const wire::Message& request, std::int16_t version);
    /// Sends what has no answer.
    void send(const wire::Message& request, std::int16_t version);

private:
    bool receive(base::Byte* to, std::size_t size);

    int socket_ = -1;
    std::int32_t correlation_ = 0;
};

/// Each place where `actual` is not what `expected` asks for,
/// "topics[0].errorCode: 3, not 0".
/// `<words>` in `expected` stand for what may differ; the order of arrays does not matter.
std::vector<std::string> differences(const support::Json& expected, const support::Json& actual);

/// The batch that a `@b:` of answers.tsv describes: "n=2,pid=7,seq=0,epoch=1", "n=2,count=9" ... Timestamps
/// grow from call to call unless `ts` is given.
std::vector<base::Byte> described_batch(const std::string& description);

} // namespace interop
