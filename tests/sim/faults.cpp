#include "sim/faults.h"

#include <fmt/format.h>

namespace sim {

FaultMix FaultMix::draw(World& world) {
    FaultMix mix;
    for (const Fault kind :
         {Fault::crash, Fault::power, Fault::disk, Fault::stop, Fault::freeze, Fault::slow_disk, Fault::cut,
          Fault::one_way, Fault::isolate, Fault::zone, Fault::slow_link})
        if (world.percent(40)) mix.kinds.push_back(kind);
    mix.pause = world.between(ms(40), ms(900));
    return mix;
}

void Faults::run(Instant until) {
    const Duration pause = world_.between(mix_.pause / 4, mix_.pause * 2);
    if (world_.now() + pause >= until) return;
    world_.after(pause, [this, until] {
        strike();
        run(until);
    });
}

void Faults::cut(HostId a, HostId b) {
    network_.cut(a, b);
    network_.cut(b, a);
}

void Faults::struck(std::string_view what, const std::string& line) {
    world_.count(what);
    world_.trace(line);
}

void Faults::strike() {
    const HostId host = any();
    const int choice = world_.pick(10);
    if (mix_.kinds.empty() || (choice > 6 && bring_back(host))) return;
    if (choice == 0) {
        world_.trace("all links heal");
        return network_.heal_all();
    }
    const Fault kind = mix_.kinds[static_cast<std::size_t>(world_.pick(static_cast<int>(mix_.kinds.size())))];
    if (kind >= Fault::cut)
        strike_links(kind, host);
    else if (world_.up(host) && !world_.frozen(host))
        strike_host(kind, host);
    else
        bring_back(host);
}

bool Faults::bring_back(HostId host) {
    const bool away = !world_.up(host);
    if (!away && !world_.frozen(host)) return false;
    world_.trace(fmt::format("{} {}", host, away ? "starts" : "thaws"));
    if (away)
        target_.start(host);
    else
        world_.thaw(host);
    return true;
}

void Faults::die(HostId host, Loss loss, std::string_view what) {
    if (!target_.may_lose(host, loss)) return;
    struck(what, fmt::format("{}: {}", what, host));
    target_.die(host, loss);
    if (world_.percent(50)) // at once again, as a supervisor does
        world_.after(world_.between(ms(1), ms(300)), [this, host] {
            if (!world_.up(host)) target_.start(host);
        });
}

void Faults::strike_host(Fault kind, HostId host) {
    switch (kind) {
    case Fault::crash:
        return die(host, Loss::process, "crashes");
    case Fault::power:
        return die(host, Loss::power, "power cuts");
    case Fault::disk:
        return die(host, Loss::disk, "lost disks");
    case Fault::stop:
        world_.trace(fmt::format("{} is asked to stop", host));
        return target_.stop(host);
    case Fault::freeze:
        struck("freezes", fmt::format("{} freezes", host));
        return world_.freeze(host);
    default:
        world_.count("slow disks");
        return target_.disk(host, world_.percent(50));
    }
}

void Faults::strike_links(Fault kind, HostId host) {
    const HostId other = any();
    switch (kind) {
    case Fault::isolate:
        struck("hosts cut off", fmt::format("{} is cut off", host));
        for (const HostId each : target_.hosts)
            if (each != host) cut(host, each);
        return;
    case Fault::zone:
        struck("zones cut off", fmt::format("zone {} is cut off", target_.zone(host)));
        for (const HostId a : target_.hosts)
            for (const HostId b : target_.hosts)
                if (target_.zone(a) == target_.zone(host) && target_.zone(b) != target_.zone(host)) cut(a, b);
        return;
    case Fault::cut:
        struck("links cut", fmt::format("{} and {} hear nothing of each other", host, other));
        return cut(host, other);
    case Fault::one_way:
        struck("links cut one way", fmt::format("{} hears nothing of {}", other, host));
        return network_.cut(host, other);
    default:
        world_.count("slow links");
        network_.link(host, other).latency = world_.between(us(100), ms(150));
        network_.link(host, other).jitter = world_.between(us(1), ms(100));
        network_.link(host, other).loss_percent = world_.pick(30);
    }
}

void Faults::heal() {
    world_.trace("everything heals");
    network_.heal_all();
    for (const HostId host : target_.hosts) {
        target_.disk(host, false);
        if (!world_.up(host))
            target_.start(host);
        else if (world_.frozen(host))
            world_.thaw(host);
    }
}

} // namespace sim
