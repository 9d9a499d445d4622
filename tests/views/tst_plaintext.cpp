// SPDX-License-Identifier: Apache-2.0
#include "common/plaintext.h"

#include <QLabel>
#include <QTest>
#include <QTextDocument>

#include <memory>

using namespace rastro;

class TestPlainText : public QObject {
    Q_OBJECT
private slots:
    void labelNeverTakesTextForHtml() {
        const std::unique_ptr<QLabel> label(makePlainLabel());
        setPlainText(*label, QStringLiteral("<img src=x>\u202Etxt"));
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QCOMPARE(label->text(), QStringLiteral("<img src=x>\\u202etxt"));
    }

    void toolTipShowsTheTextItself() {
        QWidget widget;
        setPlainToolTip(widget, QStringLiteral("<b>x</b> & <img src=file:///etc/passwd>\n2"));
        QVERIFY(!widget.toolTip().contains(QLatin1String("<img")));
        QTextDocument document;
        document.setHtml(widget.toolTip());
        QCOMPARE(document.toPlainText(), QStringLiteral("<b>x</b> & <img src=file:///etc/passwd>\n2"));
        setPlainToolTip(widget, QString());
        QVERIFY(widget.toolTip().isEmpty());
    }
};

QTEST_MAIN(TestPlainText)
#include "tst_plaintext.moc"
