// SPDX-License-Identifier: Apache-2.0
#include "gui/progresstext.h"

#include "items/visibletext.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>

namespace rastro {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("rastro::Progress", text); }

QString rounded(double perSecond) {
    const double step = perSecond >= 10'000 ? 1'000 : perSecond >= 1'000 ? 100 : 1;
    return QLocale().toString(static_cast<qint64>(perSecond / step) * static_cast<qint64>(step));
}

QString timeLeft(std::chrono::seconds left) {
    const auto seconds = left.count();
    if (seconds < 90)
        return tr("%1 s left").arg(seconds);
    return tr("%1 min left").arg((seconds + 59) / 60);
}

} // namespace

QString progressText(const LoadStatus& status) {
    const QLocale locale;
    switch (status.phase) {
    case LoadPhase::Finding: return tr("Looking for files…");
    case LoadPhase::Settling: return tr("Looking for duplicates…");
    case LoadPhase::Done: return tr("Finishing…");
    case LoadPhase::Reading: break;
    }
    QStringList parts;
    parts << tr("%1 of %2 files").arg(locale.toString(quint64{status.filesDone}), locale.toString(quint64{status.filesFound}));
    if (status.eventsPerSecond >= 1)
        parts << tr("%1 events/s").arg(rounded(status.eventsPerSecond));
    if (status.remaining)
        parts << timeLeft(*status.remaining);
    return parts.join(QStringLiteral(" · "));
}

int progressPermille(const LoadStatus& status) {
    if (status.phase == LoadPhase::Finding || status.bytesFound == 0)
        return -1;
    return static_cast<int>(std::min<std::uint64_t>(1000, status.bytesDone * 1000 / status.bytesFound));
}

QString trailText(const Paths& paths) {
    if (paths.isEmpty())
        return {};
    constexpr qsizetype kMost = 90;
    QString first = QFile::decodeName(paths.constFirst());
    if (first.size() > kMost)
        first = QChar(0x2026) + first.right(kMost - 1);
    return paths.size() == 1 ? first : tr("%1 and %2 more").arg(first).arg(paths.size() - 1);
}

} // namespace rastro
