// SPDX-License-Identifier: Apache-2.0
#include "common/theme.h"
#include "detail/detailhead.h"
#include "detail/detailpane.h"
#include "detail/findbar.h"
#include "detail/requestpage.h"
#include "detail/textpage.h"
#include "support/guitools.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace rastro;
using rastro::test::failOnWarnings;

namespace {

const QString kHostile = QStringLiteral("<img src=x><b>bold</b>\u202Egpj.exe\u0007");
const QString kHostileShown = QStringLiteral("<img src=x><b>bold</b>\\u202egpj.exe\\u0007");

EventDetail detailOf(const std::string& record) {
    EventDetail d;
    d.state = EventDetail::State::Ready;
    d.row = RowId{3};
    d.who = d.what = d.when = d.where = d.ending = d.source = kHostile;
    d.bytes = record;
    if (auto tree = json::Tree::parse(record))
        d.tree = std::make_shared<const json::Tree>(std::move(*tree));
    return d;
}

const std::string kRecord =
    R"({"eventName":"PutBucketPolicy","userIdentity":{"type":"IAMUser","userName":"<img src=x>\u202e"},)"
    R"("requestParameters":{"bucketName":"b","policy":"%7B%22Statement%22:%5B%7B%22Effect%22:%22Allow%22%7D%5D%7D"},"responseElements":null})";

bool isBlank(const QImage& image) {
    const QRgb first = image.pixel(0, 0);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) != first)
                return false;
        }
    }
    return true;
}

} // namespace

class TestDetailPane : public QObject {
    Q_OBJECT
private slots:
    void init() { failOnWarnings(); }

    void saysWhatThereIsNot() {
        DetailPane pane;
        pane.resize(400, 500);
        pane.QWidget::show();
        const auto texts = [&] {
            QString all;
            for (const QLabel* label : pane.findChildren<QLabel*>())
                all += label->isVisible() ? label->text() + u'\n' : QString();
            return all;
        };
        QVERIFY(texts().contains(QLatin1String("Select an event")));
        EventDetail failed;
        failed.state = EventDetail::State::Failed;
        failed.problem = kHostile;
        pane.show(failed);
        QVERIFY(texts().contains(kHostileShown));
    }

    void hostileTextStaysText() {
        DetailPane pane;
        pane.resize(500, 700);
        pane.QWidget::show();
        pane.show(detailOf(kRecord));
        const QString head = pane.head().toPlainText();
        QVERIFY2(head.count(kHostileShown) >= 4, qPrintable(head));
        pane.setPage(DetailPane::Page::Text);
        QVERIFY(!pane.textPage().shownText().contains(QChar(0x202e)));
        pane.textPage().setForm(TextPage::Form::Original);
        QCOMPARE(pane.textPage().shownText().toStdString(), kRecord);
    }

    void originalBytesAreShownEvenIfTheyAreNoJson() {
        DetailPane pane;
        pane.resize(500, 700);
        pane.QWidget::show();
        pane.show(detailOf("2024-03-01,not json"));
        pane.setPage(DetailPane::Page::Text);
        QCOMPARE(pane.textPage().shownText(), QStringLiteral("2024-03-01,not json"));
    }

    void requestAndResponseShareAWidePane() {
        DetailPane pane;
        pane.resize(1000, 600);
        pane.QWidget::show();
        pane.show(detailOf(kRecord));
        QTRY_VERIFY(pane.requestPage().isSideBySide());
        pane.resize(420, 600);
        QTRY_VERIFY(!pane.requestPage().isSideBySide());
    }

    void findGoesThroughAllSections() {
        DetailPane pane;
        pane.resize(500, 700);
        pane.QWidget::show();
        pane.show(detailOf(kRecord));
        using enum JsonTreeModel::Direction;
        QVERIFY(pane.requestPage().find(QStringLiteral("allow"), Forward));
        QVERIFY(pane.requestPage().find(QStringLiteral("iamuser"), Forward));
        QVERIFY(pane.requestPage().find(QStringLiteral("bucketname"), Forward));
        QVERIFY(pane.requestPage().find(QStringLiteral("bucketname"), Backward));
        QVERIFY(!pane.requestPage().find(QStringLiteral("absent"), Forward));
    }

    // Every place is marked, the current one in another colour; each page by itself.
    void whatIsFoundIsMarked_data() {
        QTest::addColumn<int>("page");
        QTest::newRow("request") << static_cast<int>(DetailPane::Page::Request);
        QTest::newRow("tree") << static_cast<int>(DetailPane::Page::Tree);
        QTest::newRow("text") << static_cast<int>(DetailPane::Page::Text);
    }
    void whatIsFoundIsMarked() {
        QFETCH(int, page);
        DetailPane pane;
        pane.resize(500, 700);
        pane.QWidget::show();
        pane.setPage(static_cast<DetailPane::Page>(page));
        pane.show(detailOf(kRecord));
        QTest::qWait(50);
        const Theme& theme = Theme::of(pane.palette());
        const auto pixels = [&](const QColor& color) {
            const QImage image = pane.grab().toImage();
            int count = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    count += image.pixelColor(x, y) == color ? 1 : 0;
            }
            return count;
        };
        const int before = pixels(theme.selection);
        pane.openFind();
        auto* edit = pane.findChild<FindBar*>()->findChild<QLineEdit*>();
        QTest::keyClicks(edit, QStringLiteral("a"));
        const int strong = pixels(theme.selectionEdge);
        QVERIFY2(strong > 20, qPrintable(QString::number(strong)));
        QVERIFY(pixels(theme.selection) > before + 100);
        edit->clear();
        QTest::keyClicks(edit, QStringLiteral("absent"));
        QVERIFY(pixels(theme.selectionEdge) < strong);
    }

    void shrinksAndPaintsInEveryLook_data() {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<bool>("isRightToLeft");
        QTest::newRow("light") << false << false;
        QTest::newRow("dark") << true << false;
        QTest::newRow("right to left") << false << true;
    }
    void shrinksAndPaintsInEveryLook() {
        QFETCH(bool, isDark);
        QFETCH(bool, isRightToLeft);
        DetailPane pane;
        pane.setPalette(paletteOf(isDark ? Theme::dark() : Theme::light()));
        pane.setLayoutDirection(isRightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
        pane.resize(500, 700);
        pane.QWidget::show();
        pane.show(detailOf(kRecord));
        for (const auto page : {DetailPane::Page::Request, DetailPane::Page::Tree, DetailPane::Page::Text}) {
            pane.setPage(page);
            const QImage picture = pane.grab().toImage();
            QVERIFY(!isBlank(picture));
        }
        pane.setMinimumSize(1, 1);
        pane.resize(1, 1);
        QCOMPARE(pane.grab().isNull(), false);
    }
};

QTEST_MAIN(TestDetailPane)
#include "tst_detailpane.moc"
