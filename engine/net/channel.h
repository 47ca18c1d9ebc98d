#pragma once
// The inside of an accepted connection: its socket, the bytes that came, the answers that wait for their turn
// and those on their way out. Private to engine/net. Loop thread only.

#include "net/frame_buffer.h"
#include "net/links.h"
#include "net/listener.h"

#include <boost/asio/ip/tcp.hpp>
#include <deque>
#include <optional>
#include <vector>

namespace net {

class Channel final : public Connection, public TurnTask, public std::enable_shared_from_this<Channel> {
public:
    Channel(Listener::State& owner, boost::asio::ip::tcp::socket socket, Endpoint remote, Endpoint local,
            Az az);

    void start();
    void close(std::string_view reason) override;
    void shut(CloseKind kind, std::string_view reason);
    void mute_for(base::Duration duration) override;
    void turn_end() override;

    /// After the gate opened.
    void wake();
    /// After a change of the links.
    void links_changed();
    /// Why the sweep should close it now, empty when it may stay.
    std::string_view overdue(base::Instant now) const;

private:
    enum class Answer : std::uint8_t { waiting, given, none };
    struct Slot {
        base::Buffers response;
        std::size_t request_bytes = 0;
        Answer state = Answer::waiting;
    };
    struct Segment {
        base::Buffer keep; // what holds the memory, or the file
        const base::Byte* data = nullptr;
        std::size_t size = 0;
        std::uint64_t position = 0; // in the file
        bool in_file() const { return keep.is_in_file(); }
    };

    void answered(std::uint64_t sequence, base::Buffers&& response, bool none) override;

    bool may_hand_out() const;
    void read();
    void on_read(const boost::system::error_code& error, std::size_t bytes);
    void hand_out();
    void refuse();
    void resume_later();

    Slot& slot(std::uint64_t sequence) { return slots_[sequence & (slots_.size() - 1)]; }
    std::uint64_t new_slot(std::size_t request_bytes);
    void release_answers();
    void queue(const base::Buffers& response);
    // channel_links.cpp: answers to outside clients over a faulty link
    bool delayed() const;
    void queue_late(base::Buffers response, std::size_t request_bytes);
    void queue_due();
    base::Instant arrival(std::size_t request_bytes, std::size_t response_bytes, base::Instant now) const;
    void queue_copy(base::Bytes bytes);
    void mark_dirty();
    void flush();
    bool send_once();
    ssize_t send_memory(std::size_t& asked);
    ssize_t send_file(std::size_t& asked);
    void sent(std::size_t bytes);
    void wait_writable();
    void finish_if_drained();

    Listener::State* owner_; // valid while open_
    std::optional<boost::asio::ip::tcp::socket> socket_;

    FrameBuffer received_;
    bool reading_ = false, blocked_ = false, resuming_ = false, eof_ = false, handing_out_ = false;

    std::vector<Slot> slots_; // ring of requests [first_, next_)
    std::uint64_t first_ = 0, next_ = 0;
    std::size_t unanswered_bytes_ = 0;

    std::vector<Segment> out_;
    std::size_t out_head_ = 0, out_bytes_ = 0;
    Slab gather_; // small answers are copied together here
    std::size_t gathered_ = 0;
    bool dirty_ = false, waiting_writable_ = false;

    struct Late {
        base::Instant due;
        base::Buffers response;
        std::size_t request_bytes, bytes;
    };
    std::deque<Late> late_;
    std::size_t late_bytes_ = 0;
    std::unique_ptr<Timer> late_timer_;

    base::Instant active_{}, progressed_{};
    std::unique_ptr<Timer> mute_;
    std::optional<boost::system::error_code> ended_while_paused_;
};

/// What the listener shares with its channels.
struct Listener::State : std::enable_shared_from_this<Listener::State> {
    State(Loop& l, ListenerConfig c, FrameHandler& h);

    void accept();
    void accepted(const boost::system::error_code& error, boost::asio::ip::tcp::socket socket);
    void back_off();
    void sweep_later();
    void sweep();
    void close(CloseKind kind);
    void remove(const Channel& channel);
    void watch_links();
    void links_changed();
    /// No outside client reaches this listener.
    bool cut_off() const;

    Loop& loop;
    ListenerConfig config;
    FrameHandler& handler;
    boost::asio::ip::tcp::acceptor acceptor;
    std::vector<std::shared_ptr<Channel>> channels;
    ListenerCounters counters;
    Timer retry, sweeper;
    base::Duration retry_delay{};
    bool paused = false, closed = false, accepting = false;
    Az az = outside;
    std::unique_ptr<Links::Watch> link_watch;
};

} // namespace net
