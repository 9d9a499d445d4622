// SPDX-License-Identifier: Apache-2.0
//
// Result<T>: a value, or an error that says what kind, where and why in one plain sentence.
// Expected failures (a damaged file, a wrong argument) travel this way; no exception crosses a function of ours.
#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace rastro {

enum class ErrorCode : std::uint8_t {
    NotFound,
    Unreadable,
    Changed,
    Malformed,
    TooLarge,
    Unsupported,
    Cancelled,
    InvalidArgument,
    NoSpace,
};

struct Error {
    ErrorCode code = ErrorCode::Malformed;
    std::string where; // a path or a place in a text; may hold hostile bytes
    std::string what;  // one sentence, without a full stop
};

template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_state.index() == 0; }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    const T& value() const& {
        assert(m_state.index() == 0);
        return std::get<0>(m_state);
    }
    T& value() & {
        assert(m_state.index() == 0);
        return std::get<0>(m_state);
    }
    const Error& error() const {
        assert(m_state.index() == 1);
        return std::get<1>(m_state);
    }

private:
    std::variant<T, Error> m_state;
};

struct Done {};
using Status = Result<Done>;

} // namespace rastro
