#include "models/domain/auditkind.h"
#include "models/storage/database.h"
#include "models/storage/manifest.h"
#include "models/storage/migrator.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** The schema as the migrations make it, against what the program expects and what the manifest declares. */
class TestSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void digestIsTheOneTheProgramExpects();
    void manifestNamesEveryTable();
    void everyAuditedTableHasAKind();
};

void TestSchema::digestIsTheOneTheProgramExpects()
{
    QTemporaryDir dir;
    ManualClock clock(1'700'000'000'000);
    auto db = Database::open(dir.filePath(u"a.tocsin"_s), OpenMode::Create, clock);
    QVERIFY2(db, db ? "" : qPrintable(db.error().userText + db.error().detail));
    auto digest = Migrator(**db).schemaDigest();
    QVERIFY(digest);
    // A released migration never changes. While one is being written, put the new digest into migrator.cpp.
    QCOMPARE(QString::fromLatin1(*digest), QString::fromLatin1(Migrator::migrations().last().schemaDigest));
}

void TestSchema::manifestNamesEveryTable()
{
    QTemporaryDir dir;
    ManualClock clock(1'700'000'000'000);
    auto db = Database::open(dir.filePath(u"a.tocsin"_s), OpenMode::Create, clock);
    QVERIFY(db);
    QSet<QString> found;
    auto s =
        (*db)->prepare(u"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' "
                       "AND name NOT LIKE '%@_search%' ESCAPE '@'"_s);
    QVERIFY(s.exec());
    while (s.next())
        found.insert(s.text(0));
    QSet<QString> declared;
    for (const TableEntry &t : tableManifest())
        declared.insert(QString::fromLatin1(t.name));
    QCOMPARE(found, declared);
}

/** Whoever filters the record by kind finds every entry under a name. */
void TestSchema::everyAuditedTableHasAKind()
{
    for (const TableEntry &t : tableManifest())
        if (isAudited(t.kind))
            QVERIFY2(auditKindOf(QString::fromLatin1(t.name)) != AuditKind::Other, t.name);
}

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
