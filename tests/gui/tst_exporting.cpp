// SPDX-License-Identifier: Apache-2.0
//
// The real window, offscreen: events leave it through the dialogs a person sees, whole or not at all.
#include "export/exportdialog.h"
#include "gui/actions.h"
#include "timeline/timelineview.h"
#include "windowfixture.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>

using namespace rastro;
using namespace rastro::test;

namespace {

QByteArray contents(const std::string& path) {
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

template <typename Dialog> Dialog* openDialog(WindowFixture& w) {
    Dialog* dialog = nullptr;
    const bool isThere = QTest::qWaitFor([&] {
        const auto all = w.window().findChildren<Dialog*>();
        for (Dialog* each : all)
            dialog = each->isVisible() ? each : dialog;
        return dialog != nullptr && QApplication::activeWindow() == dialog;
    });
    return isThere ? dialog : nullptr;
}

// The dialog that asks for range and form, answered by keys; then the one that asks for a name.
bool exportByKeys(WindowFixture& w, const QList<Qt::Key>& choices, const std::string& path) {
    const auto isDown = [](const QRadioButton* button) { return button->isDown(); };
    w.window().actions().exportEvents->trigger();
    auto* dialog = openDialog<ExportDialog>(w);
    if (dialog == nullptr)
        return false;
    for (const Qt::Key key : choices) {
        QTest::keyClick(dialog, key, Qt::AltModifier); // the button goes down and, a moment later, up
        if (!QTest::qWaitFor([&] { return std::ranges::none_of(dialog->findChildren<QRadioButton*>(), isDown); }))
            return false;
    }
    QTest::keyClick(dialog, Qt::Key_Return);
    auto* files = openDialog<QFileDialog>(w);
    if (files == nullptr)
        return false;
    auto* name = files->findChild<QLineEdit*>();
    name->setText(QString::fromStdString(path));
    QTest::keyClick(name, Qt::Key_Return);
    return true;
}

} // namespace

class TestExporting : public QObject {
    Q_OBJECT
private slots:
    // A name is asked for; the picture is whole, and never takes the place of a log.
    void pictureOfTheTimeline() {
        const Folder folder;
        const std::string log = folder.write("a.json", recordsText(0, 20));
        WindowFixture w;
        QVERIFY(w.open(log, 20));
        w.window().actions().savePicture->trigger();
        auto* files = openDialog<QFileDialog>(w);
        QVERIFY(files != nullptr);
        auto* name = files->findChild<QLineEdit*>();
        name->setText(QString::fromStdString(folder.path("lanes.png")));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(!QImage(QString::fromStdString(folder.path("lanes.png"))).isNull());
        QCOMPARE(QImage(QString::fromStdString(folder.path("lanes.png"))).width(), w.window().timeline().viewport()->width());
        const QByteArray before = contents(log);
        w.application().exporting().savePictureTo(QByteArray::fromStdString(log));
        QCOMPARE(contents(log), before);
    }

    void init() { failOnWarnings(); }

    void selectedEventsInEachForm_data() {
        QTest::addColumn<int>("form");
        QTest::addColumn<QString>("name");
        QTest::newRow("csv") << static_cast<int>(Qt::Key_C) << QStringLiteral("out.csv");
        QTest::newRow("json") << static_cast<int>(Qt::Key_J) << QStringLiteral("out.json");
        QTest::newRow("ndjson") << static_cast<int>(Qt::Key_N) << QStringLiteral("out.ndjson");
    }
    void selectedEventsInEachForm() {
        QFETCH(int, form);
        QFETCH(QString, name);
        const Folder folder;
        const Folder target;
        WindowFixture w;
        QVERIFY(w.open(folder.write("a.json", recordsText(0, 50)), 50));
        QVERIFY(w.activate());
        w.table().setCurrentRow(w.model().rowId(10));
        for (int i = 0; i < 2; ++i)
            QTest::keyClick(&w.table(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(w.table().selectedCount(), 3);
        QSignalSpy finished(&w.application().exporting(), &ExportController::finished);
        const std::string out = target.path(name.toStdString());
        QVERIFY(exportByKeys(w, {Qt::Key_E, static_cast<Qt::Key>(form)}, out));
        QTRY_COMPARE(finished.size(), 1);
        const QByteArray bytes = contents(out);
        if (form == Qt::Key_C) {
            QCOMPARE(bytes.count("\r\n"), 4);
            QVERIFY(bytes.contains(",Call10,") && bytes.contains(",Call12,") && !bytes.contains("Call13"));
        } else if (form == Qt::Key_J) {
            const SnapshotPtr again = load(out);
            QCOMPARE(again->report().events, std::uint64_t{3});
            QVERIFY(bytes.contains(QByteArray::fromStdString(makeEvent(11))));
        } else {
            QCOMPARE(bytes.toStdString(), makeEvent(10) + "\n" + makeEvent(11) + "\n" + makeEvent(12) + "\n");
        }
        QTRY_VERIFY(w.statusText().contains(QLatin1String("Exported 3 events")));
    }

    void whatIsShownInTheOrderShown() {
        const Folder folder;
        const Folder target;
        WindowFixture w;
        QVERIFY(w.open(folder.write("a.json", recordsText(0, 20)), 20));
        QVERIFY(w.activate());
        w.application().events().sort({Column::EventTime, SortOrder::Descending});
        QTRY_VERIFY(w.isIdle() && w.model().rowId(0) == RowId{19});
        QSignalSpy finished(&w.application().exporting(), &ExportController::finished);
        const std::string out = target.path("all"); // the form's suffix is added
        QVERIFY(exportByKeys(w, {Qt::Key_S, Qt::Key_N}, out));
        QTRY_COMPARE(finished.size(), 1);
        const QByteArray bytes = contents(out + ".ndjson");
        QCOMPARE(bytes.count('\n'), 20);
        QVERIFY(bytes.startsWith(QByteArray::fromStdString(makeEvent(19))));
    }

    void nothingSelectedOffersAllOnly() {
        const Folder folder;
        WindowFixture w;
        QVERIFY(w.open(folder.write("a.json", recordsText(0, 3)), 3));
        w.window().actions().exportEvents->trigger();
        auto* dialog = openDialog<ExportDialog>(w);
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->range(), ExportRange::Shown);
        const auto buttons = dialog->findChildren<QRadioButton*>();
        QVERIFY(std::ranges::any_of(buttons, [](const QRadioButton* b) { return !b->isEnabled(); }));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(w.window().findChildren<QFileDialog*>().isEmpty());
    }

    void cancelLeavesNoFile_data() {
        QTest::addColumn<bool>("isByKey");
        QTest::newRow("button") << false;
        QTest::newRow("escape") << true;
    }
    void cancelLeavesNoFile() {
        QFETCH(bool, isByKey);
        const Folder folder;
        const Folder target;
        const std::string text = gzip(recordsText(0, 50'000), 1);
        // Enough to be stopped in, few enough to be loaded soon on a busy machine.
        for (int i = 0; i < 4; ++i)
            folder.write("part" + std::to_string(i) + ".json.gz", text);
        WindowFixture w;
        w.window().actions().showDuplicates->setChecked(true);
        QVERIFY(w.open(folder.path(), 200'000));
        QVERIFY(w.activate());
        QSignalSpy finished(&w.application().exporting(), &ExportController::finished);
        w.application().exporting().exportTo(ExportRange::Shown, ExportForm::Json,
                                             QByteArray::fromStdString(target.path("out.json")));
        QToolButton* cancel = nullptr;
        for (auto* b : w.window().status().findChildren<QToolButton*>())
            cancel = b->text() == QLatin1String("Cancel") ? b : cancel;
        QTRY_VERIFY(cancel->isVisible());
        QTRY_VERIFY(!QDir(QString::fromStdString(target.path())).isEmpty(QDir::Files | QDir::Hidden)); // it is writing
        QVERIFY(w.application().exporting().isBusy());
        if (isByKey)
            QTest::keyClick(&w.table(), Qt::Key_Escape);
        else
            QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(w.statusText().contains(QLatin1String("nothing was written")));
        QVERIFY(!cancel->isVisible());
        QTRY_VERIFY(QDir(QString::fromStdString(target.path()))
                        .isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    }

    void failureIsSaidAndLeavesNoFile() {
        const Folder folder;
        WindowFixture w;
        QVERIFY(w.open(folder.write("a.json", recordsText(0, 3)), 3));
        QSignalSpy finished(&w.application().exporting(), &ExportController::finished);
        w.application().exporting().exportTo(ExportRange::Shown, ExportForm::Csv, "/nowhere/at/all/out.csv");
        QTRY_COMPARE(finished.size(), 1);
        const auto labels = w.window().findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel* label) {
            return label->isVisible() && label->text().contains(QLatin1String("nothing was written"));
        }));
    }
};

QTEST_MAIN(TestExporting)
#include "tst_exporting.moc"
