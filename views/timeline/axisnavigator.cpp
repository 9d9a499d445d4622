// SPDX-License-Identifier: Apache-2.0
#include "timeline/axisnavigator.h"

namespace rastro {

namespace {

constexpr std::size_t kMaxHistory = 100;

} // namespace

void AxisNavigator::apply(const Axis& next, Move move) {
    const TimeRange before = m_axis.view();
    if (next.view() == before && next.width() == m_axis.width() && next.limits() == m_axis.limits())
        return;
    const bool isNewStep = move == Move::Jump || (move == Move::Glide && m_last != Move::Glide);
    if (isNewStep && next.view() != before) {
        if (m_history.size() == kMaxHistory)
            m_history.erase(m_history.begin());
        m_history.push_back(before);
    }
    if (move != Move::None)
        m_last = move;
    m_axis = next;
    emit changed();
}

void AxisNavigator::setLimits(TimeRange limits) {
    apply(m_axis.withLimits(limits), Move::None);
}

void AxisNavigator::setWidth(int pixels) {
    apply(m_axis.withWidth(pixels), Move::None);
}

void AxisNavigator::zoomAt(double x, double factor) {
    apply(m_axis.zoomed(x, factor), Move::Glide);
}

void AxisNavigator::pan(double pixels) {
    apply(m_axis.panned(pixels), Move::Glide);
}

void AxisNavigator::show(TimeRange view) {
    apply(m_axis.withView(view), Move::Jump);
}

void AxisNavigator::showWhole() {
    apply(m_axis.whole(), Move::Jump);
}

void AxisNavigator::reveal(Micros time) {
    apply(m_axis.revealing(time), Move::Glide);
}

void AxisNavigator::goBack() {
    if (m_history.empty())
        return;
    const TimeRange last = m_history.back();
    m_history.pop_back();
    m_last = Move::None;
    apply(m_axis.withView(last), Move::None);
}

} // namespace rastro
