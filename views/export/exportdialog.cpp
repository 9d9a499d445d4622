// SPDX-License-Identifier: Apache-2.0
#include "export/exportdialog.h"

#include "common/fonts.h"

#include <QButtonGroup>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace rastro {

ExportDialog::ExportDialog(quint64 shown, quint64 selected, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Export events"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(6);
    const QLocale locale;
    m_range = addChoices(tr("Which events"), {{tr("All &shown: %1").arg(locale.toString(shown)), QString()},
                                              {tr("S&elected: %1").arg(locale.toString(selected)), QString()}});
    m_form = addChoices(tr("In which form"),
                        {{tr("&CSV"), tr("the columns of the table, service and event id; cells that would start a formula are made safe")},
                         {tr("&JSON"), tr("one {\"Records\": […]} document of the original records")},
                         {tr("&NDJSON"), tr("one original record on each line")}});
    m_range->button(1)->setEnabled(selected > 0);
    setRange(selected > 1 ? ExportRange::Selected : ExportRange::Shown);
    setForm(ExportForm::Csv);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* save = buttons->addButton(tr("Save &as…"), QDialogButtonBox::AcceptRole);
    save->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addSpacing(12);
    column->addWidget(buttons);
}

QButtonGroup* ExportDialog::addChoices(const QString& title, const QList<std::pair<QString, QString>>& choices) {
    auto* column = static_cast<QVBoxLayout*>(layout());
    auto* label = new QLabel(title, this);
    label->setFont(bold(font()));
    column->addSpacing(6);
    column->addWidget(label);
    auto* group = new QButtonGroup(this);
    for (qsizetype i = 0; i < choices.size(); ++i) {
        auto* button = new QRadioButton(choices[i].first, this);
        group->addButton(button, static_cast<int>(i));
        column->addWidget(button);
        if (choices[i].second.isEmpty())
            continue;
        auto* hint = new QLabel(choices[i].second, this);
        hint->setTextFormat(Qt::PlainText);
        hint->setForegroundRole(QPalette::PlaceholderText);
        hint->setContentsMargins(24, 0, 0, 4);
        column->addWidget(hint);
        button->setAccessibleDescription(choices[i].second);
    }
    return group;
}

ExportRange ExportDialog::range() const { return static_cast<ExportRange>(m_range->checkedId()); }
ExportForm ExportDialog::form() const { return static_cast<ExportForm>(m_form->checkedId()); }
void ExportDialog::setForm(ExportForm form) { m_form->button(static_cast<int>(form))->setChecked(true); }
void ExportDialog::setRange(ExportRange range) { m_range->button(static_cast<int>(range))->setChecked(true); }

QString ExportDialog::suffix(ExportForm form) {
    switch (form) {
    case ExportForm::Csv: return QStringLiteral("csv");
    case ExportForm::Json: return QStringLiteral("json");
    case ExportForm::Ndjson: return QStringLiteral("ndjson");
    }
    return {};
}

QString ExportDialog::nameFilter(ExportForm form) {
    return QStringLiteral("%1 (*.%2)").arg(suffix(form).toUpper(), suffix(form));
}

} // namespace rastro
