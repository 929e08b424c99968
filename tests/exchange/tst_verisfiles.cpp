#include "models/exchange/verisfiles.h"
#include "models/exchange/verisparser.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace tocsin;
using Outcome = VerisImportFile::Outcome;

class TestVerisFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldersAreWalked();
    void linksAreNotFollowed();
    void everyNamedPathIsAccountedFor();
    void readsNoMoreThanNeeded();
    void reportAddsUp();

private:
    static void put(const QString &path, const QByteArray &bytes = "{}");
};

void TestVerisFiles::put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

void TestVerisFiles::foldersAreWalked()
{
    QTemporaryDir dir;
    QVERIFY(QDir(dir.path()).mkpath(u"b/c"_s));
    put(dir.filePath(u"b/c/3.JSON"_s));
    put(dir.filePath(u"b/2.json"_s));
    put(dir.filePath(u"1.json"_s));
    put(dir.filePath(u".hidden.json"_s));
    put(dir.filePath(u"notes.txt"_s));
    QList<VerisImportFile> others;
    QStringList names;
    for (const QString &path : verisFilesBelow({dir.path(), dir.filePath(u"1.json"_s)}, others))
        names << QDir(dir.path()).relativeFilePath(path);
    QCOMPARE(names, QStringList({u".hidden.json"_s, u"1.json"_s, u"b/2.json"_s, u"b/c/3.JSON"_s}));
    QCOMPARE(others.size(), 1);
    QCOMPARE(others.first().outcome, Outcome::PassedOver);
    QVERIFY(others.first().path.endsWith(u"notes.txt"));
}

void TestVerisFiles::linksAreNotFollowed()
{
    QTemporaryDir dir;
    QTemporaryDir outside;
    put(outside.filePath(u"secret.json"_s));
    QVERIFY(QFile::link(outside.filePath(u"secret.json"_s), dir.filePath(u"link.json"_s)));
    QVERIFY(QFile::link(outside.path(), dir.filePath(u"folder"_s)));
    QVERIFY(QFile::link(dir.path(), dir.filePath(u"loop"_s)));
    QList<VerisImportFile> others;
    QVERIFY(verisFilesBelow({dir.path()}, others).isEmpty());
    QCOMPARE(others.size(), 3);
    for (const auto &file : others) {
        QCOMPARE(file.outcome, Outcome::PassedOver);
        QVERIFY(file.reason.contains(u"link"));
    }
    others.clear();
    const QStringList named = verisFilesBelow({dir.filePath(u"folder"_s)}, others);
    QCOMPARE(named.size(), 1);
    QVERIFY(!readVerisFile(named.first()));
    QVERIFY(!readVerisFile(dir.filePath(u"link.json"_s)));
}

void TestVerisFiles::everyNamedPathIsAccountedFor()
{
    QTemporaryDir dir;
    const QString pipe = dir.filePath(u"pipe.json"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QList<VerisImportFile> others;
    const QStringList found = verisFilesBelow({pipe, dir.filePath(u"nowhere.json"_s)}, others);
    QCOMPARE(found.size(), 2);
    QVERIFY(!readVerisFile(found.at(0))); // and does not wait for a writer
    QCOMPARE(readVerisFile(found.at(1)).error().kind, ErrorKind::NotFound);
    QVERIFY(verisFilesBelow({dir.path()}, others).isEmpty());
    QCOMPARE(others.size(), 1);
}

void TestVerisFiles::readsNoMoreThanNeeded()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"large.json"_s);
    put(path);
    QVERIFY(QFile::resize(path, 64 * 1024 * 1024));
    const auto bytes = readVerisFile(path);
    QVERIFY(bytes);
    QCOMPARE(bytes->size(), kVerisMaxBytes + 1);
    QVERIFY(parseVeris(*bytes, u"large.json"_s).error().userText.contains(u"more than"));
}

void TestVerisFiles::reportAddsUp()
{
    VerisImportReport report;
    const auto add = [&](Outcome outcome, const QString &reason) {
        VerisImportFile file;
        file.path = u"f%1.json"_s.arg(report.files.size());
        file.outcome = outcome;
        file.reason = reason;
        report.files << file;
    };
    QCOMPARE(report.summary(), u"0 files: 0 imported."_s);
    add(Outcome::Imported, {});
    QCOMPARE(report.summary(), u"1 file: 1 imported."_s);
    report.files.last().reference = u"INC-0001"_s;
    report.files.last().remarks << u"f0.json: timeline.incident.day: odd"_s;
    add(Outcome::Refused, u"this is not JSON"_s);
    add(Outcome::AlreadyThere, {});
    report.notReached = 2;
    report.canceled = true;
    QCOMPARE(report.summary(), u"5 files: 1 imported, 1 already there, 1 refused, 2 not looked at. Canceled; what was "
                               "imported stays."_s);
    const QStringList lines = report.lines();
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines.at(0), u"imported: f0.json as INC-0001"_s);
    QCOMPARE(lines.at(1), u"    f0.json: timeline.incident.day: odd"_s);
    QCOMPARE(lines.at(2), u"refused: f1.json: this is not JSON"_s);
    const QJsonObject json = report.toJson();
    QCOMPARE(json["files"_L1].toArray().size(), 3);
    QCOMPARE(json["counts"_L1]["already_there"_L1].toInt(), 1);
    QCOMPARE(json["not_reached"_L1].toInt(), 2);
}

QTEST_MAIN(TestVerisFiles)
#include "tst_verisfiles.moc"
