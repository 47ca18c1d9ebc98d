#pragma once
// No death of the process is silent: an exception that nobody caught, and signals that end it at once, are
// told in one line on standard error before the process dies of them as it would have.

namespace app {

/// `program` begins the line; it must live for ever. First thing in main(), before any thread; once. SIGPIPE
/// and SIGXFSZ are ignored from then on: the write that fails says so itself.
void leave_last_words(const char* program);

/// Who started this process wants it to outlive its terminal, as nohup(1) does.
bool outlives_hangup();

} // namespace app
