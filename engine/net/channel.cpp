#include "net/channel.h"

#include "base/assert.h"
#include "base/log.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <atomic>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace net {
namespace {

constexpr std::size_t length_size = 4;
constexpr std::size_t copy_below = 2048; // an iovec costs more than copying this much
constexpr std::size_t max_iovecs = 128;

std::atomic<std::uint64_t> next_id{1};

/// What a client of another protocol sent, when its first bytes say so.
std::string_view foreign_protocol(base::Bytes bytes) {
    if (bytes.size() < 4) return {};
    if (bytes[0] == 0x16 && bytes[1] == 0x03) return "a TLS ClientHello";
    const std::string_view text = base::as_text(bytes.first(4));
    for (const std::string_view method :
         {"GET ", "POST", "HEAD", "PUT ", "DELE", "OPTI", "CONN", "PATC", "PRI "})
        if (text == method) return "an HTTP request";
    return {};
}

} // namespace

Channel::Channel(Listener::State& owner, boost::asio::ip::tcp::socket socket, Endpoint remote, Endpoint local,
                 Az az)
    : owner_(&owner), socket_(std::move(socket)), received_(owner.config.max_frame) {
    id_ = next_id.fetch_add(1, std::memory_order_relaxed);
    remote_ = std::move(remote);
    local_ = std::move(local);
    listener_ = owner.config.name;
    az_ = az;
    active_ = progressed_ = owner.loop.turn_time();
}

void Channel::start() {
    boost::system::error_code ignored; // a socket that is gone fails at the first read
    socket_->native_non_blocking(true, ignored);
    read();
}

void Channel::close(std::string_view reason) {
    shut(CloseKind::graceful, reason);
}

void Channel::shut(CloseKind kind, std::string_view reason) {
    if (!open_) return;
    const auto self = shared_from_this();
    open_ = false;
    base::log::debug("net", "{} {} from {} closed: {}", listener_, local_.text(), remote_.text(), reason);
    boost::system::error_code ignored;
    if (kind == CloseKind::graceful) {
        if (!owner_->paused && !waiting_writable_)
            while (send_once()) {
            }
    } else {
        socket_->set_option(boost::asio::socket_base::linger(true, 0), ignored);
    }
    socket_->close(ignored);
    socket_.reset();
    out_.clear();
    out_bytes_ = out_head_ = 0;
    slots_.clear();
    late_.clear();
    late_timer_.reset();
    received_.clear();
    gather_ = {};
    mute_.reset();
    owner_->remove(*this);
    owner_->handler.on_close(*this);
    owner_ = nullptr;
}

void Channel::mute_for(base::Duration duration) {
    if (!open_) return;
    if (!mute_) mute_ = std::make_unique<Timer>(owner_->loop);
    mute_->set_after(duration, [this] { wake(); });
}

void Channel::wake() {
    if (!open_) return;
    if (const auto ended = std::exchange(ended_while_paused_, {})) return on_read(*ended, 0);
    if (out_bytes_ != 0) mark_dirty();
    if (blocked_ && may_hand_out()) resume_later();
}

std::string_view Channel::overdue(base::Instant now) const {
    const ListenerConfig& config = owner_->config;
    if (out_bytes_ > config.max_unsent_bytes && now - progressed_ > config.slow_reader_timeout)
        return "it does not read its answers";
    if (config.max_idle.count() > 0 && first_ == next_ && now - active_ > config.max_idle)
        return "it was idle";
    return {};
}

// ---- receiving
// ------------------------------------------------------------------------------------------------

bool Channel::may_hand_out() const {
    const ListenerConfig& config = owner_->config;
    return !owner_->paused && next_ - first_ < config.max_unanswered &&
           unanswered_bytes_ <= config.max_unanswered_bytes && late_.size() < config.max_unanswered &&
           out_bytes_ + late_bytes_ <= config.max_unsent_bytes && (!mute_ || !mute_->armed());
}

void Channel::read() {
    if (!open_ || reading_ || eof_) return;
    if (!may_hand_out()) {
        blocked_ = true;
        return;
    }
    const std::span<base::Byte> room = received_.room();
    reading_ = true;
    socket_->async_read_some(
        boost::asio::buffer(room.data(), room.size()),
        [self = shared_from_this()](const boost::system::error_code& error, std::size_t n) {
            self->reading_ = false;
            if (self->open_) self->on_read(error, n);
        });
}

void Channel::on_read(const boost::system::error_code& error, std::size_t bytes) {
    if (error && owner_->paused) {
        ended_while_paused_ = error; // a frozen node does not notice
        return;
    }
    if (error == boost::asio::error::eof) {
        eof_ = true;
        hand_out();
        if (open_) finish_if_drained();
        return;
    }
    if (error) return shut(CloseKind::graceful, error.message());
    active_ = owner_->loop.turn_time();
    received_.received(bytes);
    bytes_in_ += bytes;
    owner_->counters.bytes_in += bytes;
    hand_out();
    read();
}

void Channel::hand_out() {
    if (handing_out_) return; // a handler that answers in place comes back through the turn's end
    handing_out_ = true;
    blocked_ = false;
    while (open_ && received_.complete()) {
        if (!may_hand_out()) {
            blocked_ = true;
            break;
        }
        base::Buffer frame = received_.take();
        const std::uint64_t sequence = new_slot(frame.size());
        owner_->handler.on_frame(Exchange(shared_from_this(), sequence), std::move(frame));
    }
    handing_out_ = false;
    if (open_ && received_.refused()) refuse();
}

void Channel::refuse() {
    const base::Bytes bytes = received_.waiting();
    const std::string_view foreign = foreign_protocol(bytes);
    if (foreign.empty())
        close(fmt::format("it announced a request of {} bytes (at most {})",
                          base::load_be<std::int32_t>(bytes.data()), owner_->config.max_frame));
    else
        close(fmt::format("it sent {} to a listener of the Kafka protocol without TLS", foreign));
}

void Channel::resume_later() {
    if (resuming_) return;
    resuming_ = true;
    boost::asio::post(owner_->loop.context(), [self = shared_from_this()] {
        self->resuming_ = false;
        if (!self->open_) return;
        self->hand_out();
        self->read();
        if (self->open_) self->finish_if_drained();
    });
}

// ---- answers
// --------------------------------------------------------------------------------------------------

std::uint64_t Channel::new_slot(std::size_t request_bytes) {
    if (next_ - first_ == slots_.size()) {
        std::vector<Slot> larger(std::max<std::size_t>(4, slots_.size() * 2));
        for (std::uint64_t i = first_; i != next_; ++i) larger[i & (larger.size() - 1)] = std::move(slot(i));
        slots_ = std::move(larger);
    }
    Slot& made = slot(next_);
    made.request_bytes = request_bytes;
    made.state = Answer::waiting;
    unanswered_bytes_ += request_bytes;
    return next_++;
}

void Channel::answered(std::uint64_t sequence, base::Buffers&& response, bool none) {
    if (!open_) return;
    RIPARIUM_ASSERT(owner_->loop.may_touch(), "exchanges end on their loop");
    Slot& answer = slot(sequence);
    answer.state = none ? Answer::none : Answer::given;
    answer.response = std::move(response);
    if (sequence == first_) release_answers();
}

void Channel::release_answers() {
    while (first_ != next_ && slot(first_).state != Answer::waiting) {
        Slot& answer = slot(first_);
        if (answer.state == Answer::given && delayed())
            queue_late(std::move(answer.response), answer.request_bytes);
        else if (answer.state == Answer::given)
            queue(answer.response);
        answer.response.clear();
        unanswered_bytes_ -= answer.request_bytes;
        ++first_;
    }
    mark_dirty();
}

void Channel::queue(const base::Buffers& response) {
    base::Byte length[length_size];
    base::store_be(length, static_cast<std::int32_t>(base::total_size(response)));
    if (out_bytes_ == 0) progressed_ = owner_->loop.turn_time();
    queue_copy({length, length_size});
    for (const base::Buffer& buffer : response) {
        if (buffer.size() < copy_below && !buffer.is_in_file()) {
            queue_copy(buffer.bytes());
            continue;
        }
        const std::uint64_t position = buffer.is_in_file() ? buffer.file().position : 0;
        out_.push_back({buffer, buffer.data(), buffer.size(), position});
        out_bytes_ += buffer.size();
    }
}

void Channel::queue_copy(base::Bytes bytes) {
    if (bytes.empty()) return;
    if (gathered_ + bytes.size() > gather_.size) {
        gather_ = take_slab(gather_ ? usual_slab : smallest_slab);
        gathered_ = 0;
    }
    base::Byte* const to = gather_.data + gathered_;
    std::memcpy(to, bytes.data(), bytes.size());
    gathered_ += bytes.size();
    out_bytes_ += bytes.size();
    const bool goes_on = to != gather_.data && out_head_ < out_.size();
    if (goes_on && !out_.back().in_file() && out_.back().data + out_.back().size == to)
        out_.back().size += bytes.size();
    else
        out_.push_back({gather_.slice(0, 0), to, bytes.size(), 0});
}

// ---- sending
// --------------------------------------------------------------------------------------------------

void Channel::mark_dirty() {
    if (dirty_) return;
    dirty_ = true;
    owner_->loop.at_turn_end(TurnEnd::flush, shared_from_this());
}

void Channel::turn_end() {
    dirty_ = false;
    if (open_) flush();
}

void Channel::flush() {
    if (owner_->paused) return;
    if (!waiting_writable_) {
        while (open_ && send_once()) {
        }
        if (!open_) return;
        if (out_bytes_ != 0) wait_writable();
    }
    if (blocked_ && may_hand_out()) resume_later();
    finish_if_drained();
}

/// One system call. False when nothing is left or the socket takes no more for now.
bool Channel::send_once() {
    if (out_bytes_ == 0) return false;
    std::size_t asked = 0;
    const ssize_t n = out_[out_head_].in_file() ? send_file(asked) : send_memory(asked);
    if (n < 0 && errno == EINTR) return true;
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return false;
    if (n <= 0) {
        out_.clear();
        out_bytes_ = out_head_ = 0; // else closing would try again
        shut(CloseKind::graceful, "its answers cannot be sent");
        return false;
    }
    sent(static_cast<std::size_t>(n));
    return static_cast<std::size_t>(n) == asked && out_bytes_ != 0;
}

/// One gather write of what lies in memory.
ssize_t Channel::send_memory(std::size_t& asked) {
    iovec vectors[max_iovecs];
    std::size_t count = 0;
    const std::size_t waiting = out_.size() - out_head_;
    for (; count < std::min(max_iovecs, waiting); ++count) {
        const Segment& segment = out_[out_head_ + count];
        if (segment.in_file()) break;
        vectors[count] = {const_cast<base::Byte*>(segment.data), segment.size};
        asked += segment.size;
    }
    msghdr message{};
    message.msg_iov = vectors;
    message.msg_iovlen = count;
    const int more = count < waiting ? MSG_MORE : 0; // a file's bytes follow
    return ::sendmsg(socket_->native_handle(), &message, MSG_NOSIGNAL | MSG_DONTWAIT | more);
}

/// The page cache goes to the socket without a copy here. Nothing: the file became shorter meanwhile.
ssize_t Channel::send_file(std::size_t& asked) {
    const Segment& segment = out_[out_head_];
    asked = segment.size;
    auto position = static_cast<off_t>(segment.position);
    return ::sendfile(socket_->native_handle(), segment.keep.file().descriptor, &position, segment.size);
}

void Channel::sent(std::size_t bytes) {
    bytes_out_ += bytes;
    owner_->counters.bytes_out += bytes;
    active_ = progressed_ = owner_->loop.turn_time();
    out_bytes_ -= bytes;
    while (bytes > 0 && bytes >= out_[out_head_].size) {
        bytes -= out_[out_head_].size;
        out_[out_head_++] = {};
    }
    if (bytes > 0) {
        Segment& segment = out_[out_head_];
        if (segment.in_file())
            segment.position += bytes;
        else
            segment.data += bytes;
        segment.size -= bytes;
    }
    if (out_bytes_ == 0) {
        out_.clear();
        out_head_ = 0;
        gather_ = {};
        gathered_ = 0;
    }
}

void Channel::wait_writable() {
    waiting_writable_ = true;
    socket_->async_wait(boost::asio::socket_base::wait_write,
                        [self = shared_from_this()](const boost::system::error_code& error) {
                            self->waiting_writable_ = false;
                            if (!self->open_) return;
                            if (error) return self->shut(CloseKind::graceful, error.message());
                            self->mark_dirty();
                        });
}

/// A client that has shut its sending side still gets the answers to what it sent.
void Channel::finish_if_drained() {
    if (open_ && eof_ && first_ == next_ && out_bytes_ == 0 && late_.empty() && !blocked_)
        close("the client closed it");
}

} // namespace net
