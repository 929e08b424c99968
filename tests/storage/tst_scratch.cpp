#include "tests/storage/populated.h"
#include <QTest>
using namespace tocsin; using namespace tocsin::test; using namespace Qt::StringLiterals;
class TestScratch : public QObject { Q_OBJECT
private Q_SLOTS:
 void all();
};
void TestScratch::all() {
 Team team;
 populate(team, false);
 qInfo() << team.problems.mid(0, 20);
 qInfo().noquote() << team.findings();
}
QTEST_GUILESS_MAIN(TestScratch)
#include "tst_scratch.moc"
