#include "sim/faults.h"

#include <fmt/format.h>

namespace sim {

FaultMix FaultMix::draw(World& world) {
    FaultMix mix;
    for (bool* one : {&mix.crash, &mix.power, &mix.freeze, &mix.cut, &mix.one_way, &mix.isolate, &mix.zones,
                      &mix.slow, &mix.slow_disk})
        *one = world.percent(40);
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

void Faults::strike() {
    const HostId host = any();
    switch (world_.pick(10)) {
    case 0:
        if (mix_.zones || mix_.isolate || mix_.cut || mix_.one_way || mix_.slow) {
            world_.trace("all links heal");
            network_.heal_all();
        }
        return;
    case 1:
    case 2:
    case 3:
    case 4:
        return strike_host(host);
    case 5:
        if (!mix_.isolate) return;
        world_.trace(fmt::format("{} is cut off", host));
        for (const HostId other : target_.hosts)
            if (other != host) cut(host, other);
        return;
    case 6:
        if (!mix_.zones) return;
        world_.trace(fmt::format("zone {} is cut off", target_.zone(host)));
        for (const HostId a : target_.hosts)
            for (const HostId b : target_.hosts)
                if (target_.zone(a) == target_.zone(host) && target_.zone(b) != target_.zone(host)) cut(a, b);
        return;
    default: {
        const HostId other = any();
        if (host != other) strike_link(host, other);
    }
    }
}

void Faults::strike_host(HostId host) {
    if (!world_.up(host)) {
        world_.trace(fmt::format("{} starts", host));
        return target_.start(host);
    }
    if (world_.frozen(host)) {
        world_.trace(fmt::format("{} thaws", host));
        return world_.thaw(host);
    }
    const int kind = world_.pick(4);
    if (kind == 0 && mix_.crash && target_.may_lose(host, false)) {
        world_.trace(fmt::format("{} dies", host));
        target_.die(host, false);
        if (world_.percent(50)) // at once again, as a supervisor does
            world_.after(world_.between(ms(1), ms(300)), [this, host] {
                if (!world_.up(host)) target_.start(host);
            });
    } else if (kind == 1 && mix_.power && target_.may_lose(host, true)) {
        world_.trace(fmt::format("{} loses power", host));
        target_.die(host, true);
    } else if (kind == 2 && mix_.freeze && target_.may_lose(host, false)) {
        world_.trace(fmt::format("{} freezes", host));
        world_.freeze(host);
    } else if (kind == 3 && mix_.slow_disk) {
        target_.disk(host, world_.percent(50));
    }
}

void Faults::strike_link(HostId a, HostId b) {
    switch (world_.pick(4)) {
    case 0:
        if (mix_.cut) cut(a, b);
        return;
    case 1:
        if (mix_.one_way) network_.cut(a, b);
        return;
    case 2:
        if (!mix_.slow) return;
        network_.link(a, b).latency = world_.between(us(100), ms(150));
        network_.link(a, b).jitter = world_.between(us(1), ms(100));
        network_.link(a, b).loss_percent = world_.pick(30);
        return;
    default:
        network_.heal(a, b);
        network_.heal(b, a);
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
