// SPDX-License-Identifier: Apache-2.0
//
// PathField: the line below the facets where a field or any path is typed to get a facet of it, with suggestions. Text
// that is no field is marked and stays. GUI thread.
#pragma once

#include <QLineEdit>

class QStandardItemModel;

namespace rastro {

class PathField : public QLineEdit {
    Q_OBJECT
public:
    explicit PathField(QWidget* parent = nullptr);

    // Fields and paths of the data, the likeliest first. Their texts may be hostile.
    void setSuggestions(const QStringList& paths);

signals:
    void fieldGiven(const QString& text);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void give(const QString& text);
    enum class Verdict : quint8 { Good, NoField };
    void show(Verdict verdict);

    QStandardItemModel* m_suggestions;
    Verdict m_verdict = Verdict::Good;
    bool m_isPainting = false;
};

} // namespace rastro
