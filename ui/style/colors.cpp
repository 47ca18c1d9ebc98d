#include "ui/style/colors.h"

namespace ui::style {
namespace {

QColor rgb(QRgb value) {
    return QColor::fromRgb(value);
}

Colors makeLight() {
    Colors c;
    c.window = rgb(0xf5f6f8);
    c.menuBar = rgb(0xfbfbfc);
    c.surface = rgb(0xffffff);
    c.raised = rgb(0xeef1f5);
    c.line = rgb(0xd7dce3);
    c.lineSoft = rgb(0xe7eaef);
    c.track = rgb(0xeceff3);
    c.text = rgb(0x1f2733);
    c.textMuted = rgb(0x5c6675);
    c.textFaint = rgb(0x98a2b3);
    c.accent = rgb(0x2563a8);
    c.accentTint = rgb(0xe3edf8);
    c.accentLine = rgb(0x2563a8);
    c.primary = rgb(0x2563a8);
    c.primaryHover = rgb(0x1e5591);
    c.onPrimary = rgb(0xffffff);
    c.controller = rgb(0x475467);
    c.ok = {rgb(0x2b8a5a), rgb(0xe7f4ec), rgb(0x1f7047)};
    c.warning = {rgb(0xb7791f), rgb(0xfdf1dc), rgb(0x8a5a12)};
    c.bad = {rgb(0xc0392b), rgb(0xfdecea), rgb(0xb03024)};
    c.info = {rgb(0x2563a8), rgb(0xe3edf8), rgb(0x2563a8)};
    c.neutral = {rgb(0x98a2b3), rgb(0xeef1f5), rgb(0x5c6675)};
    c.az = {AzColors{rgb(0x0072b2), rgb(0xe8f2f9), rgb(0x0068a3)},
            AzColors{rgb(0xb35900), rgb(0xfbf0e4), rgb(0xa35100)},
            AzColors{rgb(0x00795c), rgb(0xe6f4f0), rgb(0x006f54)},
            AzColors{rgb(0x7a4fa3), rgb(0xf2ecf8), rgb(0x714798)}};
    return c;
}

Colors makeDark() {
    Colors c;
    c.dark = true;
    c.window = rgb(0x14181f);
    c.menuBar = rgb(0x181d25);
    c.surface = rgb(0x1b2029);
    c.raised = rgb(0x262d38);
    c.line = rgb(0x323a47);
    c.lineSoft = rgb(0x262d38);
    c.track = rgb(0x2a323e);
    c.text = rgb(0xe6eaf0);
    c.textMuted = rgb(0x93a0b4);
    c.textFaint = rgb(0x6b7789);
    c.accent = rgb(0x6ea8e8);
    c.accentTint = rgb(0x22344d);
    c.accentLine = rgb(0x4a7fbd);
    c.primary = rgb(0x2f6db5);
    c.primaryHover = rgb(0x3a7bc6);
    c.onPrimary = rgb(0xffffff);
    c.controller = rgb(0x7b889b);
    c.ok = {rgb(0x5cc795), rgb(0x1d3a2d), rgb(0x5cc795)};
    c.warning = {rgb(0xe0ab54), rgb(0x3d3220), rgb(0xe0ab54)};
    c.bad = {rgb(0xef8377), rgb(0x42251f), rgb(0xef8377)};
    c.info = {rgb(0x6ea8e8), rgb(0x22344d), rgb(0x6ea8e8)};
    c.neutral = {rgb(0x93a0b4), rgb(0x262d38), rgb(0x93a0b4)};
    c.az = {AzColors{rgb(0x4aa8dc), rgb(0x17242f), rgb(0x4aa8dc)},
            AzColors{rgb(0xe08a3c), rgb(0x2a2119), rgb(0xe08a3c)},
            AzColors{rgb(0x3fb795), rgb(0x162621), rgb(0x3fb795)},
            AzColors{rgb(0xb48ad8), rgb(0x231d2d), rgb(0xb48ad8)}};
    return c;
}

const Colors* current = nullptr;

} // namespace

const Colors& lightColors() {
    static const Colors light = makeLight();
    return light;
}

const Colors& darkColors() {
    static const Colors dark = makeDark();
    return dark;
}

const Colors& colors() {
    return current ? *current : lightColors();
}

void setColors(const Colors& colors) {
    current = &colors;
}

const AzColors& azColors(int index) {
    const Colors& c = colors();
    return c.az[static_cast<std::size_t>(index < 0 ? 0 : index) % c.az.size()];
}

int azIndex(const std::string& name) {
    if (name.empty()) return 0;
    const char last = name.back();
    if (last >= 'a' && last <= 'z') return last - 'a';
    if (last >= 'A' && last <= 'Z') return last - 'A';
    if (last >= '1' && last <= '9') return last - '1';
    return 0;
}

} // namespace ui::style
