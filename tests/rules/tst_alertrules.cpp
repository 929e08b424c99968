#include "models/rules/alertrules.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** The intervals of alerts are data, and what is wrong with a file is said by file, entry and field. */
class TestAlertRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shipped();
    void broken_data();
    void broken();
};

void TestAlertRules::shipped()
{
    const auto policy = loadAlertPolicy();
    QVERIFY2(policy.has_value(), policy ? "" : qPrintable(policy.error().userText));
    QVERIFY(policy->overdueRepeatMs >= 5 * kMinuteMs);
    QVERIFY(policy->withoutNumberMs >= kHourMs);
}

void TestAlertRules::broken_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("said");
    QFile file(QString::fromLocal8Bit(qgetenv("TOCSIN_SOURCE_DIR")) + u"/resources/rules/alerts.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject good = QJsonDocument::fromJson(file.readAll()).object();
    const auto row = [&good](const char *name, const QString &said, auto change) {
        QJsonObject root = good;
        QJsonArray entries = root.value(u"entries"_s).toArray();
        QJsonObject first = entries.at(0).toObject();
        change(root, first, entries);
        if (!entries.isEmpty())
            entries[0] = first;
        root[u"entries"_s] = entries;
        QTest::newRow(name) << QJsonDocument(root).toJson() << said;
    };
    using O = QJsonObject &;
    using A = QJsonArray &;
    QTest::newRow("no JSON") << QByteArray("{") << u"alerts.json"_s;
    row("other schema", u"field schema"_s, [](O root, O, A) { root[u"schema"_s] = u"x"_s; });
    row("no version", u"field version"_s, [](O root, O, A) { root.remove(u"version"_s); });
    row("no entries", u"field entries"_s, [](O, O, A entries) { entries = {}; });
    row("an unknown field", u"entry 1, field surplus"_s, [](O, O first, A) { first[u"surplus"_s] = 1; });
    row("an unknown code", u"entry 1, field code"_s, [](O, O first, A) { first[u"code"_s] = u"x"_s; });
    row("a code twice", u"entry 2, field code"_s, [](O, O first, A) { first[u"code"_s] = u"without_number"_s; });
    row("no name", u"entry 1, field name"_s, [](O, O first, A) { first.remove(u"name"_s); });
    row("no interval", u"entry 1, field repeat_minutes"_s, [](O, O first, A) { first.remove(u"repeat_minutes"_s); });
    row("each second", u"entry 1, field repeat_minutes"_s, [](O, O first, A) { first[u"repeat_minutes"_s] = 0; });
    row("never", u"entry 1, field repeat_minutes"_s, [](O, O first, A) { first[u"repeat_minutes"_s] = 1e9; });
}

void TestAlertRules::broken()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, said);
    const auto policy = alertPolicyFromJson(bytes);
    QVERIFY(!policy);
    QVERIFY2(policy.error().userText.contains(said), qPrintable(policy.error().userText));
}

QTEST_GUILESS_MAIN(TestAlertRules)
#include "tst_alertrules.moc"
