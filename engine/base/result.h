#pragma once
// Result<T>: a value or an error that says which Kafka code it is and what happened. Exceptions never leave a
// module; this is how failure travels. Any thread.

#include "base/error_code.h"

#include <boost/system/result.hpp>
#include <string>
#include <utility>

namespace base {

/// `code` is what a client is told; `detail` is a sentence for people, with names and numbers, no secrets.
struct Error {
    kafka::ErrorCode code = kafka::ErrorCode::unknown_server_error;
    std::string detail;

    Error() = default;
    Error(kafka::ErrorCode c, std::string d) : code(c), detail(std::move(d)) {}
    /// The code's own sentence as detail.
    explicit Error(kafka::ErrorCode c) : code(c), detail(kafka::sentence(c)) {}
};

[[noreturn]] inline void throw_exception_from_error(const Error& error, const boost::source_location&) {
    throw std::runtime_error(error.detail);
}

template <class T = void> using Result = boost::system::result<T, Error>;

} // namespace base
