#pragma once
// JSON as it was written: a tree of ranges over the raw text. Keeps the order of members, duplicate names and
// every digit of a number, because QJsonDocument sorts, drops and turns big integers into doubles. Plain
// values; any thread. Strict RFC 8259; depth and size are bounded so that a hostile payload costs no more
// than its bytes.

#include <QString>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ui {

enum class JsonKind { object, array, string, number, boolean, null };

/// Why a text is no JSON, and where.
struct JsonProblem {
    enum class Why { empty, unexpected, truncated, badString, badNumber, tooDeep, tooMany, trailing };
    Why why = Why::empty;
    std::size_t at = 0; ///< byte offset in the text

    /// The problem as a translated sentence.
    QString sentence() const;
};

struct JsonLimits {
    std::size_t maxDepth = 512;
    std::size_t maxNodes = 1'000'000;
};

class JsonTree {
public:
    struct Node {
        JsonKind kind = JsonKind::null;
        std::uint32_t parent = 0;
        std::uint32_t row = 0;        ///< position among the parent's children
        std::uint32_t firstChild = 0; ///< in the child list
        std::uint32_t childCount = 0;
        std::uint32_t nameAt = 0, nameSize = 0; ///< raw member name without quotes; only in objects
        std::uint32_t rawAt = 0, rawSize = 0;   ///< the value's raw text
    };

    /// Parses `text` whole. Costs O(size); never recurses.
    static std::variant<JsonTree, JsonProblem> parse(std::string text, JsonLimits limits = {});

    const std::string& text() const { return text_; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }
    /// Node 0 is the root value.
    const Node& node(std::uint32_t index) const { return nodes_[index]; }
    std::uint32_t child(std::uint32_t index, std::uint32_t row) const {
        return children_[nodes_[index].firstChild + row];
    }
    std::string_view raw(std::uint32_t index) const {
        return std::string_view(text_).substr(nodes_[index].rawAt, nodes_[index].rawSize);
    }
    bool hasName(std::uint32_t index) const {
        return index > 0 && nodes_[nodes_[index].parent].kind == JsonKind::object;
    }
    /// The member's name with its escapes resolved.
    QString name(std::uint32_t index) const;
    /// A string's characters with escapes resolved; for anything else the raw text.
    QString value(std::uint32_t index) const;
    /// True for an integer that a double cannot hold exactly.
    bool beyondDouble(std::uint32_t index) const;

    /// The same tokens, one member a line, indented by two spaces. Digits, order and escapes stay as written.
    QString pretty() const;

private:
    friend class JsonParser;
    void linkChildren();

    std::string text_;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> children_;
};

} // namespace ui
