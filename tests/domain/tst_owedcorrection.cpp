#include "models/domain/owedcorrection.h"

#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** Who is owed a correction after a rescission (P6.5). */
class TestOwedCorrection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void byTable_data();
    void byTable();
    void eachForItself();
    void byName();
};

namespace {

/** "n" a notice, "c" a correction, "d" a declaration, "r" a rescission: one after the other, a second apart. */
bool isOwed(const QString &story)
{
    QList<ToldNotice> told;
    QList<qint64> rescinded, declared;
    qint64 ms = 0;
    for (const QChar what : story) {
        ms += 1000;
        if (what == u'd')
            declared << ms;
        else if (what == u'r')
            rescinded << ms;
        else
            told << ToldNotice{SubscriptionId{7}, Audience::Customers, {}, what == u'c', ms};
    }
    return !owedCorrections(told, rescinded, declared).isEmpty();
}

} // namespace

void TestOwedCorrection::byTable_data()
{
    QTest::addColumn<bool>("owed");
    QTest::newRow("dn") << false;
    QTest::newRow("dr") << false;
    QTest::newRow("dnr") << true;
    QTest::newRow("dnrc") << false;
    QTest::newRow("dnrn") << true;    // a notice for another reason, a duty of law say, corrects nothing
    QTest::newRow("dnrdn") << false;  // told anew
    QTest::newRow("dnrd") << true;    // declared anew, and not told of it
    QTest::newRow("dncr") << true;    // a correction of figures, before it was taken back
    QTest::newRow("dcr") << true;     // reached by the correction alone
    QTest::newRow("dnrcdr") << false; // corrected, and never told of the second one
    QTest::newRow("dnrcdnr") << true; // told of the second one
    QTest::newRow("dnrcdcr") << true; // told of the second one by a correction
    QTest::newRow("dnrdr") << true;   // the first one is still owed
    QTest::newRow("dnrdrc") << false;
    QTest::newRow("dnrdnr") << true;
}

void TestOwedCorrection::byTable()
{
    QFETCH(bool, owed);
    QCOMPARE(isOwed(QString::fromLatin1(QTest::currentDataTag())), owed);
}

void TestOwedCorrection::eachForItself()
{
    const QList<ToldNotice> told{{SubscriptionId{1}, Audience::Customers, {}, false, 10},
                                 {SubscriptionId{2}, Audience::Customers, {}, false, 10},
                                 {SubscriptionId{2}, Audience::Customers, {}, true, 30}};
    const auto owed = owedCorrections(told, {20}, {5});
    QCOMPARE(owed.size(), 1);
    QCOMPARE(owed.first().subscription, SubscriptionId{1});
}

void TestOwedCorrection::byName()
{
    const QList<ToldNotice> told{{{}, Audience::Authority, u"The  Authority"_s, false, 10},
                                 {{}, Audience::DataSubjects, u"the authority"_s, false, 10},
                                 {{}, Audience::Authority, u"the authority "_s, true, 30}};
    const auto owed = owedCorrections(told, {20}, {5});
    QCOMPARE(owed.size(), 1);
    QCOMPARE(owed.first().audience, Audience::DataSubjects);
}

QTEST_GUILESS_MAIN(TestOwedCorrection)
#include "tst_owedcorrection.moc"
