// SPDX-License-Identifier: Apache-2.0
//
// ExportDialog: which rows to save and in which form. Asks for a file name next; writes nothing itself. GUI thread.
#pragma once

#include <QDialog>

class QButtonGroup;
class QLabel;

namespace rastro {

enum class ExportRange : quint8 { Shown, Selected };
enum class ExportForm : quint8 { Csv, Json, Ndjson };

class ExportDialog : public QDialog {
    Q_OBJECT
public:
    ExportDialog(quint64 shown, quint64 selected, QWidget* parent = nullptr);

    ExportRange range() const;
    ExportForm form() const;
    void setForm(ExportForm form);
    void setRange(ExportRange range);

    static QString suffix(ExportForm form);
    static QString nameFilter(ExportForm form);

private:
    QButtonGroup* addChoices(const QString& title, const QList<std::pair<QString, QString>>& choices);

    QButtonGroup* m_range;
    QButtonGroup* m_form;
};

} // namespace rastro
