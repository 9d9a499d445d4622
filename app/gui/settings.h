// SPDX-License-Identifier: Apache-2.0
//
// Settings: the few things the program remembers between runs. A small file of the user's own; GUI thread.
#pragma once

#include "common/theme.h"
#include "gui/paths.h"
#include "table/eventtableview.h"

#include <QMap>
#include <QSettings>

namespace rastro {

class Settings {
public:
    Settings();

    ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    RowHeight rowHeight() const;
    void setRowHeight(RowHeight height);

    Paths recent() const; // newest first
    void addRecent(const Paths& paths);

    QStringList filterTexts() const { return m_store.value(QStringLiteral("filter/texts")).toStringList(); }
    void setFilterTexts(const QStringList& texts) { m_store.setValue(QStringLiteral("filter/texts"), texts); }

    bool foldsRepeats() const { return m_store.value(QStringLiteral("table/foldsRepeats")).toBool(); }
    void setFoldsRepeats(bool folds) { m_store.setValue(QStringLiteral("table/foldsRepeats"), folds); }
    QString laneColumn() const { return m_store.value(QStringLiteral("timeline/lanes")).toString(); }
    int laneOrder() const { return m_store.value(QStringLiteral("timeline/order")).toInt(); }
    QString laneGroups() const { return m_store.value(QStringLiteral("timeline/groups")).toString(); }
    void setLanes(const QString& column, const QString& groups, int order) {
        m_store.setValue(QStringLiteral("timeline/lanes"), column);
        m_store.setValue(QStringLiteral("timeline/groups"), groups);
        m_store.setValue(QStringLiteral("timeline/order"), order);
    }
    bool foldsNoise() const { return m_store.value(QStringLiteral("filter/foldsNoise")).toBool(); }
    void setFoldsNoise(bool folds) { m_store.setValue(QStringLiteral("filter/foldsNoise"), folds); }
    Paths networkFiles() const; // in MaxMind's DB format
    void setNetworkFiles(const Paths& files);
    qint64 learningSeconds() const { return m_store.value(QStringLiteral("filter/learning")).toLongLong(); }
    void setLearningSeconds(qint64 seconds) { m_store.setValue(QStringLiteral("filter/learning"), seconds); }

    QMap<QString, QString> lists() const; // by name: a value on each line
    void setLists(const QMap<QString, QString>& lists);

    QByteArray bytes(const QString& key) const { return m_store.value(key).toByteArray(); }
    void setBytes(const QString& key, const QByteArray& value) { m_store.setValue(key, value); }
    void remove(const QString& key) { m_store.remove(key); }

private:
    QSettings m_store;
};

} // namespace rastro
