#include "ui/models/json_tree.h"

#include <QCoreApplication>
#include <algorithm>
#include <charconv>
#include <optional>

namespace ui {

namespace {

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Resolves escapes of a raw string that the parser accepted. A lone surrogate stays what it is in UTF-16.
QString unescape(std::string_view raw) {
    QString out;
    out.reserve(static_cast<qsizetype>(raw.size()));
    std::size_t plain = 0;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\\') continue;
        out += QString::fromUtf8(raw.data() + plain, static_cast<qsizetype>(i - plain));
        const char c = raw[++i];
        switch (c) {
        case 'n':
            out += QLatin1Char('\n');
            break;
        case 't':
            out += QLatin1Char('\t');
            break;
        case 'r':
            out += QLatin1Char('\r');
            break;
        case 'b':
            out += QLatin1Char('\b');
            break;
        case 'f':
            out += QLatin1Char('\f');
            break;
        case 'u': {
            std::uint16_t unit = 0;
            std::from_chars(raw.data() + i + 1, raw.data() + i + 5, unit, 16);
            out += QChar(unit);
            i += 4;
            break;
        }
        default:
            out += QLatin1Char(c);
        }
        plain = i + 1;
    }
    return out + QString::fromUtf8(raw.data() + plain, static_cast<qsizetype>(raw.size() - plain));
}

} // namespace

/// One pass over the text with an explicit stack of open containers.
class JsonParser {
public:
    JsonParser(std::string text, JsonLimits limits) : limits_(limits) { tree_.text_ = std::move(text); }

    std::variant<JsonTree, JsonProblem> run() {
        if (tree_.text_.size() > 0xffff'0000U) return fail(Why::tooMany);
        skipSpace();
        if (atEnd()) return fail(Why::empty);
        bool wantValue = true;
        while (wantValue || !open_.empty())
            if (!(wantValue ? takeValue(wantValue) : takeAfterValue(wantValue))) return problem_;
        skipSpace();
        if (!atEnd()) return fail(Why::trailing);
        tree_.linkChildren();
        return std::move(tree_);
    }

private:
    using Why = JsonProblem::Why;

    JsonProblem fail(Why why) {
        problem_ = {why, at_};
        return problem_;
    }
    bool refuse(Why why) {
        // Whatever is wrong at the end of the text is wrong because the text ends.
        problem_ = {atEnd() && why != Why::tooDeep && why != Why::tooMany ? Why::truncated : why, at_};
        return false;
    }
    bool atEnd() const { return at_ >= tree_.text_.size(); }
    char peek() const { return atEnd() ? '\0' : tree_.text_[at_]; }
    void skipSpace() {
        while (!atEnd() && isSpace(peek())) ++at_;
    }

    bool takeValue(bool& wantValue) {
        skipSpace();
        const char c = peek();
        if (c == '{' || c == '[')
            return openContainer(c == '{' ? JsonKind::object : JsonKind::array, wantValue);
        const std::size_t from = at_;
        const auto kind = takeScalar(c);
        if (!kind || !addNode(*kind, from)) return false;
        wantValue = false;
        return true;
    }

    std::optional<JsonKind> takeScalar(char c) {
        if (c == '"') return takeString() ? std::optional(JsonKind::string) : std::nullopt;
        if (c == '-' || isDigit(c)) return takeNumber() ? std::optional(JsonKind::number) : std::nullopt;
        if (takeWord("true") || takeWord("false")) return JsonKind::boolean;
        if (takeWord("null")) return JsonKind::null;
        refuse(Why::unexpected);
        return std::nullopt;
    }

    bool takeWord(std::string_view word) {
        if (std::string_view(tree_.text_).substr(at_, word.size()) != word) return false;
        at_ += word.size();
        return true;
    }

    bool openContainer(JsonKind kind, bool& wantValue) {
        if (open_.size() >= limits_.maxDepth) return refuse(Why::tooDeep);
        if (!addNode(kind, at_)) return false;
        open_.push_back(tree_.size() - 1);
        ++at_;
        skipSpace();
        if (peek() == (kind == JsonKind::object ? '}' : ']') && !atEnd()) {
            closeContainer();
            wantValue = false;
            return true;
        }
        wantValue = true;
        return kind == JsonKind::array || takeName();
    }

    void closeContainer() {
        ++at_;
        JsonTree::Node& node = tree_.nodes_[open_.back()];
        node.rawSize = static_cast<std::uint32_t>(at_) - node.rawAt;
        open_.pop_back();
    }

    bool takeAfterValue(bool& wantValue) {
        skipSpace();
        const bool object = tree_.nodes_[open_.back()].kind == JsonKind::object;
        if (peek() == ',') {
            ++at_;
            skipSpace();
            wantValue = true;
            return object ? takeName() : true;
        }
        if (atEnd() || peek() != (object ? '}' : ']')) return refuse(Why::unexpected);
        closeContainer();
        return true;
    }

    bool takeName() {
        if (peek() != '"') return refuse(Why::unexpected);
        const std::size_t from = at_ + 1;
        if (!takeString()) return false;
        nameAt_ = static_cast<std::uint32_t>(from);
        nameSize_ = static_cast<std::uint32_t>(at_ - 1 - from);
        skipSpace();
        if (peek() != ':') return refuse(Why::unexpected);
        ++at_;
        return true;
    }

    bool takeString() {
        ++at_;
        for (; !atEnd(); ++at_) {
            const auto c = static_cast<unsigned char>(peek());
            if (c == '"') {
                ++at_;
                return true;
            }
            if (c < 0x20) return refuse(Why::badString);
            if (c == '\\' && !takeEscape()) return false;
        }
        return refuse(Why::truncated);
    }

    bool takeEscape() {
        ++at_;
        if (atEnd()) return refuse(Why::truncated);
        if (peek() != 'u')
            return std::string_view("\"\\/bfnrt").find(peek()) != std::string_view::npos ||
                   refuse(Why::badString);
        for (int i = 0; i < 4; ++i) {
            ++at_;
            if (!isHex(peek())) return refuse(Why::badString);
        }
        return true;
    }

    bool takeDigits() {
        if (!isDigit(peek())) return refuse(Why::badNumber);
        while (isDigit(peek())) ++at_;
        return true;
    }

    bool takeNumber() {
        if (peek() == '-') ++at_;
        if (peek() == '0')
            ++at_;
        else if (!takeDigits())
            return false;
        if (isDigit(peek())) return refuse(Why::badNumber);
        if (peek() == '.') {
            ++at_;
            if (!takeDigits()) return false;
        }
        if (peek() != 'e' && peek() != 'E') return true;
        ++at_;
        if (peek() == '+' || peek() == '-') ++at_;
        return takeDigits();
    }

    bool addNode(JsonKind kind, std::size_t from) {
        if (tree_.nodes_.size() >= limits_.maxNodes) return refuse(Why::tooMany);
        JsonTree::Node node;
        node.kind = kind;
        node.rawAt = static_cast<std::uint32_t>(from);
        node.rawSize = static_cast<std::uint32_t>(at_ - from);
        if (!open_.empty()) {
            node.parent = open_.back();
            JsonTree::Node& parent = tree_.nodes_[node.parent];
            node.row = parent.childCount++;
            if (parent.kind == JsonKind::object) {
                node.nameAt = nameAt_;
                node.nameSize = nameSize_;
            }
        }
        tree_.nodes_.push_back(node);
        return true;
    }

    JsonLimits limits_;
    JsonTree tree_;
    JsonProblem problem_;
    std::size_t at_ = 0;
    std::vector<std::uint32_t> open_;
    std::uint32_t nameAt_ = 0, nameSize_ = 0;
};

std::variant<JsonTree, JsonProblem> JsonTree::parse(std::string text, JsonLimits limits) {
    return JsonParser(std::move(text), limits).run();
}

void JsonTree::linkChildren() {
    // Nodes are in reading order: give each container its run of the child list, then drop everyone into
    // place.
    std::uint32_t next = 0;
    for (Node& n : nodes_) {
        n.firstChild = next;
        next += n.childCount;
    }
    children_.resize(next);
    for (std::uint32_t i = 1; i < size(); ++i)
        children_[nodes_[nodes_[i].parent].firstChild + nodes_[i].row] = i;
}

QString JsonTree::name(std::uint32_t index) const {
    const Node& n = nodes_[index];
    return unescape(std::string_view(text_).substr(n.nameAt, n.nameSize));
}

QString JsonTree::value(std::uint32_t index) const {
    const std::string_view text = raw(index);
    if (nodes_[index].kind == JsonKind::string) return unescape(text.substr(1, text.size() - 2));
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool JsonTree::beyondDouble(std::uint32_t index) const {
    if (nodes_[index].kind != JsonKind::number) return false;
    std::string_view digits = raw(index);
    if (digits.find_first_of(".eE") != std::string_view::npos) return false;
    if (digits.front() == '-') digits.remove_prefix(1);
    constexpr std::string_view limit = "9007199254740992"; // 2^53
    return digits.size() > limit.size() || (digits.size() == limit.size() && digits > limit);
}

QString JsonTree::pretty() const {
    std::string out;
    out.reserve(text_.size() * 2);
    std::vector<std::uint32_t> open; // containers whose closing bracket is still to come
    std::vector<std::uint32_t> left; // and how many children they still await
    const auto newline = [&] {
        out += '\n';
        // Deeper levels stay at one column: indenting them all would let a small text ask for gigabytes.
        out.append(std::min<std::size_t>(open.size(), 40) * 2, ' ');
    };
    for (std::uint32_t i = 0; i < size(); ++i) {
        const Node& n = nodes_[i];
        if (hasName(i)) {
            out += '"';
            out += std::string_view(text_).substr(n.nameAt, n.nameSize);
            out += "\": ";
        }
        const bool container = n.kind == JsonKind::object || n.kind == JsonKind::array;
        if (container && n.childCount > 0) {
            out += n.kind == JsonKind::object ? '{' : '[';
            open.push_back(i);
            left.push_back(n.childCount);
            newline();
            continue;
        }
        out += container ? (n.kind == JsonKind::object ? std::string_view("{}") : std::string_view("[]"))
                         : raw(i);
        while (!open.empty() && --left.back() == 0) {
            const bool object = nodes_[open.back()].kind == JsonKind::object;
            open.pop_back();
            left.pop_back();
            newline();
            out += object ? '}' : ']';
        }
        if (open.empty()) break;
        out += ',';
        newline();
    }
    return QString::fromUtf8(out.data(), static_cast<qsizetype>(out.size()));
}

QString JsonProblem::sentence() const {
    const auto place = QString::number(at + 1);
    switch (why) {
    case Why::empty:
        return QCoreApplication::translate("JsonProblem", "There is no text.");
    case Why::unexpected:
        return QCoreApplication::translate("JsonProblem", "Something else than JSON stands at byte %1.")
            .arg(place);
    case Why::truncated:
        return QCoreApplication::translate("JsonProblem", "The JSON text ends too early.");
    case Why::badString:
        return QCoreApplication::translate("JsonProblem", "A string is malformed at byte %1.").arg(place);
    case Why::badNumber:
        return QCoreApplication::translate("JsonProblem", "A number is malformed at byte %1.").arg(place);
    case Why::tooDeep:
        return QCoreApplication::translate("JsonProblem",
                                           "The JSON is nested too deeply to draw, at byte %1.")
            .arg(place);
    case Why::tooMany:
        return QCoreApplication::translate("JsonProblem", "The JSON has too many values to draw.");
    case Why::trailing:
        return QCoreApplication::translate("JsonProblem", "More text follows the JSON value at byte %1.")
            .arg(place);
    }
    return {};
}

} // namespace ui
