// SPDX-License-Identifier: Apache-2.0
#include "timeline/markraster.h"

#include <algorithm>

namespace rastro {

namespace {

constexpr std::size_t kStrengths = kBarsByStrength.size() + 1;

// The first line of a bar in its row and the one past its last.
struct Lines {
    int top;
    int end;
    bool contain(int y) const { return y >= top && y < end; }
    bool frame(int y) const { return y == top || y == end - 1; }
};

std::array<Lines, kStrengths> linesOf(const QRect& row) {
    std::array<Lines, kStrengths> lines{};
    for (std::size_t strength = 1; strength < kStrengths; ++strength) {
        const int height = markHeight(kBarsByStrength[strength - 1], row.height());
        const int top = row.top() + (row.height() - height) / 2;
        lines[strength] = {top, top + height};
    }
    return lines;
}

// Premultiplied over opaque: red and blue at once, then green; each product divided by 255, rounded.
QRgb blended(QRgb over, QRgb below) {
    const QRgb rest = 255 - (over >> 24);
    QRgb redBlue = (below & 0x00FF00FFu) * rest;
    redBlue = (redBlue + (redBlue >> 8 & 0x00FF00FFu) + 0x00800080u) >> 8 & 0x00FF00FFu;
    QRgb green = (below >> 8 & 0x000000FFu) * rest;
    green = (green + (green >> 8) + 0x80u) & 0x0000FF00u;
    return ((over & 0x00FFFFFFu) + redBlue + green) | 0xFF000000u;
}

} // namespace

MarkRaster::MarkRaster(QImage& picture, const QRect& box)
    : m_pixels(reinterpret_cast<QRgb*>(picture.bits()))
    , m_step(picture.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb)))
    , m_ratio(picture.devicePixelRatio())
    , m_box(QRect(QPoint(toDevice(box.left()), toDevice(box.top())),
                  QPoint(toDevice(box.left() + box.width()) - 1, toDevice(box.top() + box.height()) - 1))
                .intersected(picture.rect())) {
    Q_ASSERT(picture.format() == QImage::Format_RGB32);
}

void MarkRaster::composeLine(const QRect& row, const std::uint8_t* codes, const QRgb* colors) {
    const auto width = static_cast<std::size_t>(row.width());
    const int first = toDevice(row.left());
    m_line.resize(static_cast<std::size_t>(std::max(toDevice(row.left() + row.width()) - first, 0)));
    if (m_line.size() == width) {
        for (std::size_t x = 0; x < width; ++x)
            m_line[x] = colors[codes[x]];
        return;
    }
    int from = 0;
    for (std::size_t x = 0; x < width; ++x) {
        const int end = toDevice(row.left() + static_cast<int>(x) + 1) - first;
        std::fill(m_line.begin() + from, m_line.begin() + end, colors[codes[x]]);
        from = end;
    }
}

// Over all lines of the screen that a line of the view has.
void MarkRaster::layLine(const QRect& row, int y) {
    const int first = toDevice(row.left());
    const int left = std::max(first, m_box.left());
    const int end = std::min(first + static_cast<int>(m_line.size()), m_box.left() + m_box.width());
    const int last = std::min(toDevice(y + 1), m_box.top() + m_box.height());
    if (left >= end)
        return;
    const QRgb* __restrict line = m_line.data() + (left - first);
    const auto count = static_cast<std::size_t>(end - left);
    for (int at = std::max(toDevice(y), m_box.top()); at < last; ++at) {
        QRgb* __restrict pixels = m_pixels + at * m_step + left;
        for (std::size_t i = 0; i < count; ++i)
            pixels[i] = line[i] != 0 ? line[i] : pixels[i];
    }
}

// colorsOf: the colour of each code in a line of the row. Lines of the same colours are put together once.
template <std::size_t N, typename ColorsOf>
void MarkRaster::paintCodes(const QRect& row, const std::uint8_t* codes, const ColorsOf& colorsOf) {
    using Colors = std::array<QRgb, N>;
    std::vector<Colors> looks;
    for (int y = row.top(); y <= row.bottom(); ++y)
        looks.push_back(colorsOf(y));
    for (std::size_t i = 0; i < looks.size(); ++i) {
        const Colors look = looks[i];
        if (look == Colors{})
            continue;
        composeLine(row, codes, look.data());
        for (std::size_t same = i; same < looks.size(); ++same) {
            if (looks[same] != look)
                continue;
            layLine(row, row.top() + static_cast<int>(same));
            looks[same] = {};
        }
    }
}

void MarkRaster::paintBars(const MarkGeometry& marks, const QRect& row, const MarkColors& colors) {
    const auto width = static_cast<std::size_t>(row.width());
    if (marks.plain.size() != width || marks.failed.size() != width)
        return;
    m_codes.resize(width);
    for (std::size_t x = 0; x < width; ++x)
        m_codes[x] = static_cast<std::uint8_t>(marks.plain[x] + marks.failed[x] * kStrengths);
    const auto lines = linesOf(row);
    const auto& plain = marks.isFaded ? colors.faded : colors.plain;
    paintCodes<kStrengths * kStrengths>(row, m_codes.data(), [&](int y) {
        std::array<QRgb, kStrengths * kStrengths> at{};
        for (std::size_t failed = 0; failed < kStrengths; ++failed) {
            for (std::size_t ok = 0; ok < kStrengths; ++ok) {
                QRgb& color = at[ok + failed * kStrengths];
                if (failed != 0 && lines[failed].contain(y))
                    color = colors.failed;
                else if (ok != 0 && lines[ok].contain(y))
                    color = plain[ok];
            }
        }
        return at;
    });
}

void MarkRaster::paintDenied(const MarkGeometry& marks, const QRect& row, const MarkColors& colors) {
    const std::uint8_t* const codes = marks.denied.data();
    const std::size_t width = marks.denied.size();
    if (width != static_cast<std::size_t>(row.width()) || std::all_of(codes, codes + width, [](auto code) { return code == 0; }))
        return;
    const auto lines = linesOf(row);
    paintCodes<2 * kStrengths>(row, codes, [&](int y) {
        std::array<QRgb, 2 * kStrengths> at{};
        for (std::size_t strength = 1; strength < kStrengths; ++strength) {
            if (!lines[strength].contain(y))
                continue;
            at[2 * strength] = lines[strength].frame(y) ? colors.frame : colors.inside;
            at[2 * strength + 1] = colors.frame;
        }
        return at;
    });
}

void MarkRaster::stamp(const QImage& shape, const QPointF& topLeft) {
    const QPoint at(qRound(topLeft.x() * m_ratio), qRound(topLeft.y() * m_ratio));
    const QRect seen = QRect(at, shape.size()).intersected(m_box);
    for (int y = seen.top(); y < seen.top() + seen.height(); ++y) {
        const auto* const line = reinterpret_cast<const QRgb*>(shape.constScanLine(y - at.y()));
        const QRgb* __restrict from = line + (seen.left() - at.x());
        QRgb* __restrict pixels = m_pixels + y * m_step + seen.left();
        for (int x = 0; x < seen.width(); ++x)
            pixels[x] = blended(from[x], pixels[x]);
    }
}

} // namespace rastro
