#pragma once
// Runs a transcript: everything is copied, but what stands between one command ("> ...") and the next blank
// line is replaced by what the world answers. Equal texts pass.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

namespace scenarios {

/// Words of a command line, the command itself first.
inline std::vector<std::string> words(const std::string& line) {
    std::istringstream in(line);
    std::vector<std::string> list;
    for (std::string word; in >> word;) list.push_back(word);
    return list;
}

inline std::string read_text(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// `answer` gets the command without "> " and returns lines, each ended by a newline.
inline std::string replay(const std::string& transcript,
                          const std::function<std::string(const std::string&)>& answer) {
    std::istringstream in(transcript);
    std::string out;
    bool in_answer = false;
    for (std::string line; std::getline(in, line);) {
        const bool command = line.starts_with("> ");
        if (in_answer && !line.empty() && !command) continue;
        in_answer = command;
        out += line + '\n';
        if (command) out += answer(line.substr(2));
    }
    return out;
}

/// Runs one file; the text as it should be, after rewriting the file when that was asked for.
inline bool rewriting() {
    return std::getenv("RIPARIUM_REWRITE") != nullptr;
}

inline std::vector<std::filesystem::path> stories(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> list;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".txt") list.push_back(entry.path());
    std::sort(list.begin(), list.end());
    return list;
}

} // namespace scenarios
