// SPDX-License-Identifier: Apache-2.0
#include "gui/settings.h"

#include <algorithm>

namespace rastro {

namespace {

constexpr qsizetype kMostRecent = 10;
const auto kTheme = QStringLiteral("theme");
const auto kRowHeight = QStringLiteral("rowHeight");
const auto kRecent = QStringLiteral("recent");
const auto kNetworkFiles = QStringLiteral("filter/networkFiles");
const auto kLists = QStringLiteral("lists");

} // namespace

Settings::Settings() : m_store(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("rastro"), QStringLiteral("rastro")) {}

ThemeChoice Settings::theme() const {
    const int stored = m_store.value(kTheme).toInt();
    return static_cast<ThemeChoice>(std::clamp(stored, 0, static_cast<int>(ThemeChoice::Dark)));
}

void Settings::setTheme(ThemeChoice choice) { m_store.setValue(kTheme, static_cast<int>(choice)); }

RowHeight Settings::rowHeight() const {
    return m_store.value(kRowHeight).toInt() == static_cast<int>(RowHeight::Compact) ? RowHeight::Compact
                                                                                     : RowHeight::Normal;
}

void Settings::setRowHeight(RowHeight height) { m_store.setValue(kRowHeight, static_cast<int>(height)); }

Paths Settings::recent() const {
    Paths paths;
    for (const QVariant& path : m_store.value(kRecent).toList())
        paths << path.toByteArray();
    return paths;
}

void Settings::addRecent(const Paths& paths) {
    Paths all = recent();
    for (const QByteArray& path : paths) {
        all.removeAll(path);
        all.prepend(path);
    }
    QVariantList stored;
    for (const QByteArray& path : all.mid(0, kMostRecent))
        stored << path;
    m_store.setValue(kRecent, stored);
}

Paths Settings::networkFiles() const {
    Paths paths;
    for (const QVariant& path : m_store.value(kNetworkFiles).toList())
        paths << path.toByteArray();
    return paths;
}

void Settings::setNetworkFiles(const Paths& files) {
    QVariantList stored;
    for (const QByteArray& path : files)
        stored << path;
    m_store.setValue(kNetworkFiles, stored);
}

QMap<QString, QString> Settings::lists() const {
    QMap<QString, QString> lists;
    const QString prefix = kLists + u'/';
    for (const QString& key : m_store.allKeys()) {
        if (key.startsWith(prefix))
            lists.insert(key.mid(prefix.size()), m_store.value(key).toString());
    }
    return lists;
}

void Settings::setLists(const QMap<QString, QString>& lists) {
    m_store.remove(kLists);
    for (auto it = lists.cbegin(); it != lists.cend(); ++it)
        m_store.setValue(kLists + u'/' + it.key(), it.value());
}

} // namespace rastro
