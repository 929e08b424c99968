#include "models/services/anchorstore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

const QString kUuid = u"6f1c3a52-8c2e-4b2e-9a30-0123456789ab"_s;

Anchor anchor(qint64 seq, char fill = 'a', const QString &uuid = kUuid)
{
    return {seq, QString(64, QLatin1Char(fill)), 1'700'000'000'000 + seq, uuid};
}

QList<qint64> seqs(const Result<QList<Anchor>> &anchors)
{
    QList<qint64> list;
    for (const Anchor &a : anchors.value_or(QList<Anchor>()))
        list << a.seq;
    return list;
}

} // namespace

class TestAnchorStore : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    [[nodiscard]] QString folder() const { return m_dir->filePath(u"data/anchors"_s); }
    [[nodiscard]] QString file() const { return folder() + u'/' + kUuid + u".jsonl"_s; }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void nothingIsKnownAtFirst()
    {
        const auto anchors = AnchorStore(folder()).read(kUuid);
        QVERIFY(anchors);
        QVERIFY(anchors->isEmpty());
        QVERIFY2(!QDir(folder()).exists(), "reading makes no folder");
    }

    void whatIsSeenIsKept()
    {
        AnchorStore store(folder());
        QVERIFY(store.remember(anchor(3)));
        QVERIFY(store.remember(anchor(9, 'b')));
        const auto anchors = AnchorStore(folder()).read(kUuid);
        QCOMPARE(seqs(anchors), (QList<qint64>{3, 9}));
        QCOMPARE(anchors->last().hash, QString(64, u'b'));
        QCOMPARE(anchors->last().seenMs, 1'700'000'000'009);
        QCOMPARE(anchors->last().databaseUuid, kUuid);
    }

    void onlyTheOwnerReadsIt()
    {
        QVERIFY(AnchorStore(folder()).remember(anchor(1)));
        constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                                QFile::WriteOther | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(file()) & others));
        QVERIFY(!(QFile::permissions(folder()) & others));
    }

    void historyIsNeverReplaced()
    {
        AnchorStore store(folder());
        QVERIFY(store.remember(anchor(5)));
        QVERIFY(store.remember(anchor(5, 'f'))); // a rewritten record of the same length
        QVERIFY(store.remember(anchor(4, 'f'))); // and a shorter one
        QVERIFY(store.remember(anchor(0)));      // an empty one
        const auto anchors = store.read(kUuid);
        QCOMPARE(seqs(anchors), (QList<qint64>{5}));
        QCOMPARE(anchors->first().hash, QString(64, u'a'));
    }

    void aRestoredBackupIsWhereItGoesOn()
    {
        AnchorStore store(folder());
        for (const qint64 seq : {2, 5, 9})
            QVERIFY(store.remember(anchor(seq)));
        QVERIFY(store.restored(anchor(6, 'c')));
        QCOMPARE(seqs(store.read(kUuid)), (QList<qint64>{2, 5, 6}));
        QVERIFY(store.remember(anchor(7, 'c')));
        QCOMPARE(seqs(store.read(kUuid)), (QList<qint64>{2, 5, 6, 7}));
        QFile f(file());
        QVERIFY(f.open(QIODevice::ReadOnly));
        QVERIFY2(f.readAll().contains("\"seq\":9"), "what was seen stays written");
    }

    void halfALineIsPassedOver()
    {
        AnchorStore store(folder());
        QVERIFY(store.remember(anchor(1)));
        {
            QFile f(file());
            QVERIFY(f.open(QIODevice::Append));
            f.write("{\"databaseUuid\":\"6f1c3a52-8c2e"); // killed here
        }
        QVERIFY(store.remember(anchor(2)));
        QCOMPARE(seqs(store.read(kUuid)), (QList<qint64>{1, 2}));
    }

    void eachDatabaseHasItsOwn()
    {
        const QString other = u"00000000-8c2e-4b2e-9a30-0123456789ab"_s;
        AnchorStore store(folder());
        QVERIFY(store.remember(anchor(7)));
        QVERIFY(store.remember(anchor(2, 'b', other)));
        QCOMPARE(seqs(store.read(kUuid)), (QList<qint64>{7}));
        QCOMPARE(seqs(store.read(other)), (QList<qint64>{2}));
    }

    void anIdentityThatIsAPathIsRefused()
    {
        AnchorStore store(folder());
        for (const QString &uuid : {u"../../evil"_s, u""_s, u"/etc/passwd"_s, u"a/b"_s}) {
            const auto kept = store.remember(anchor(1, 'a', uuid));
            QVERIFY(!kept);
            QCOMPARE(kept.error().kind, ErrorKind::Damaged);
        }
        QVERIFY(QDir(m_dir->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).isEmpty());
    }

    void theNewestThousandAreKept()
    {
        AnchorStore store(folder());
        constexpr qint64 all = 2 * AnchorStore::kKept + 300;
        for (qint64 seq = 1; seq <= all; ++seq)
            QVERIFY(store.remember(anchor(seq)));
        const auto anchors = store.read(kUuid);
        QVERIFY(anchors->size() >= AnchorStore::kKept);
        QVERIFY(anchors->size() <= 2 * AnchorStore::kKept + 1);
        QCOMPARE(anchors->last().seq, all);
        QCOMPARE(anchors->first().seq, all - anchors->size() + 1);
        QVERIFY(!(QFile::permissions(file()) & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void theyAreKeptBesideTheDatabases()
    {
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_dir->path()));
        QCOMPARE(AnchorStore::defaultFolder(), m_dir->filePath(u"tocsin/anchors"_s));
    }

    void whatWasKeptOneLevelDeeperIsStillFound()
    {
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_dir->path()));
        QVERIFY(AnchorStore(m_dir->filePath(u"tocsin/tocsin/anchors"_s)).remember(anchor(7)));
        const auto kept = AnchorStore(AnchorStore::defaultFolder()).read(kUuid);
        QCOMPARE(seqs(kept), (QList<qint64>{7}));
    }

    void aFileOfAnchorsIsRead()
    {
        QVERIFY(AnchorStore(folder()).remember(anchor(4)));
        QCOMPARE(seqs(AnchorStore::readFile(file())), (QList<qint64>{4}));
        const QString path = m_dir->filePath(u"none"_s);
        QVERIFY(!AnchorStore::readFile(path));
        QFile f(path);
        QVERIFY(f.open(QIODevice::WriteOnly));
        f.write("seq 4\n{\"seq\": 3}\n[]\n");
        f.close();
        const auto none = AnchorStore::readFile(path);
        QVERIFY(!none);
        QCOMPARE(none.error().kind, ErrorKind::Invalid);
    }
};

QTEST_GUILESS_MAIN(TestAnchorStore)
#include "tst_anchorstore.moc"
