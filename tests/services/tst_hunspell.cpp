#include "app/platform/hunspell.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** Dictionaries of the system (P9.4), with two small ones: one in UTF-8, one in Latin-1. */
class TestHunspell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingThere();
    void wordsAreLookedUp_data();
    void wordsAreLookedUp();
    void nobodyIsAnsweredWhoIsGone();

private:
    void write(const QString &name, const QByteArray &aff, const QByteArray &dic);
    QTemporaryDir m_folder;
};

void TestHunspell::write(const QString &name, const QByteArray &aff, const QByteArray &dic)
{
    for (const auto &[suffix, bytes] : {std::pair(u".aff"_s, aff), std::pair(u".dic"_s, dic)}) {
        QFile file(m_folder.filePath(name + suffix));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
}

void TestHunspell::initTestCase()
{
    write(u"de_AT"_s, "SET ISO8859-1\nTRY esianr\n", "2\nVorfall\nverz\xf6gert\n");
    write(u"fr"_s, "SET UTF-8\nTRY esianr\n", "2\nl'incident\nété\n");
    if (!HunspellSpelling::isThere())
        QSKIP("libhunspell is not installed here; the program does without");
}

void TestHunspell::nothingThere()
{
    const QTemporaryDir empty;
    const HunspellSpelling spelling({empty.path()});
    QVERIFY(!spelling.knows(u"de"_s));
    const HunspellSpelling here({empty.path(), m_folder.path()});
    QVERIFY(here.knows(u"de"_s) && here.knows(u"fr"_s) && !here.knows(u"en"_s));
}

void TestHunspell::wordsAreLookedUp_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QStringList>("wrong");
    QTest::newRow("Latin-1") << u"de"_s << QStringList{u"Vorfall"_s, u"verzögert"_s, u"Vorfal"_s}
                             << QStringList{u"Vorfal"_s};
    QTest::newRow("what Latin-1 cannot write") << u"de"_s << QStringList{u"Ελλάδα"_s} << QStringList{};
    QTest::newRow("UTF-8") << u"fr"_s << QStringList{u"été"_s, u"eté"_s} << QStringList{u"eté"_s};
    QTest::newRow("a typographic apostrophe") << u"fr"_s << QStringList{u"l’incident"_s} << QStringList{};
}

void TestHunspell::wordsAreLookedUp()
{
    QFETCH(QString, language);
    QFETCH(QStringList, words);
    QFETCH(QStringList, wrong);
    HunspellSpelling spelling({m_folder.path()});
    std::optional<QHash<QString, QStringList>> answer;
    spelling.check(language, words, this, [&answer](const QHash<QString, QStringList> &found) { answer = found; });
    QTRY_VERIFY(answer);
    QCOMPARE(answer->keys(), wrong);
    for (const QString &word : wrong)
        QVERIFY2(!answer->value(word).isEmpty(), qPrintable(word)); // one letter away
}

void TestHunspell::nobodyIsAnsweredWhoIsGone()
{
    HunspellSpelling spelling({m_folder.path()});
    bool answered = false;
    {
        QObject gone;
        spelling.check(u"de"_s, {u"Vorfal"_s}, &gone,
                       [&answered](const QHash<QString, QStringList> &) { answered = true; });
    }
    bool after = false;
    spelling.check(u"de"_s, {u"Vorfal"_s}, this, [&after](const QHash<QString, QStringList> &) { after = true; });
    QTRY_VERIFY(after);
    QVERIFY(!answered);
}

QTEST_GUILESS_MAIN(TestHunspell)
#include "tst_hunspell.moc"
