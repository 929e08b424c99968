#include "models/services/spelling.h"
#include "ui/common/markdowneditor.h"
#include "ui/common/spellbook.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

/** Knows two German words, and answers at once. */
class TwoWords : public Spelling
{
public:
    [[nodiscard]] bool knows(const QString &language) const override { return language == u"de"; }
    void check(const QString &, const QStringList &words, QObject *,
               std::function<void(const QHash<QString, QStringList> &)> done) override
    {
        asked += words;
        QHash<QString, QStringList> wrong;
        for (const QString &word : words)
            if (word != u"Guten" && word != u"Tag")
                wrong.insert(word, word == u"Tga" ? QStringList{u"Tag"_s} : QStringList());
        done(wrong);
    }
    QStringList asked;
};

} // namespace

/** A notice is checked by the dictionary of its language, if there is one (P9.4). */
class TestSpelling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsAWord_data();
    void whatIsAWord();
    void wrongWordsAreUnderlined();
    void menuSaysWhatIsMeant();
    void withoutADictionary();

private:
    [[nodiscard]] static QStringList underlined(const MarkdownEditor &editor)
    {
        QStringList words;
        const QTextBlock block = editor.field()->document()->firstBlock();
        for (const QTextLayout::FormatRange &range : block.layout()->formats())
            if (range.format.underlineStyle() == QTextCharFormat::SpellCheckUnderline)
                words << block.text().mid(range.start, range.length);
        return words;
    }
    TwoWords m_words;
};

void TestSpelling::init()
{
    applyTheme(*qApp, Theme::Mode::Light);
    m_words.asked.clear();
    SpellBook::setSpelling(&m_words);
}

void TestSpelling::cleanup()
{
    SpellBook::setSpelling(nullptr);
}

void TestSpelling::whatIsAWord_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("marks") << u"## **Guten** Tag,"_s << QStringList{u"Guten"_s, u"Tag"_s};
    QTest::newRow("fields") << u"Guten Tag {{contact}} {{ accessed }}"_s << QStringList{u"Guten"_s, u"Tag"_s};
    QTest::newRow("addresses") << u"See https://x.example/a or a@b.example now"_s
                               << QStringList{u"See"_s, u"or"_s, u"now"_s};
    QTest::newRow("numbers and abbreviations") << u"GDPR sub-0001 4711 is 2nd"_s << QStringList{u"is"_s};
    QTest::newRow("code") << u"run `rm -rf x` not"_s << QStringList{u"run"_s, u"not"_s};
    QTest::newRow("apostrophes") << u"l’été d'ici"_s << QStringList{u"l’été"_s, u"d'ici"_s};
    QTest::newRow("other scripts") << u"привет мир"_s << QStringList{u"привет"_s, u"мир"_s};
}

void TestSpelling::whatIsAWord()
{
    QFETCH(QString, line);
    QFETCH(QStringList, words);
    QStringList found;
    for (const SpelledWord &word : wordsToSpell(line)) {
        QCOMPARE(line.mid(word.from, word.text.size()), word.text);
        found << word.text;
    }
    QCOMPARE(found, words);
}

void TestSpelling::wrongWordsAreUnderlined()
{
    MarkdownEditor editor(u"Text"_s, u"text"_s);
    editor.setMarkdown(u"Guten Tga {{contact}} Tag"_s);
    editor.setLanguage(u"de"_s);
    editor.show();
    QTRY_COMPARE(underlined(editor), QStringList{u"Tga"_s});
    QCOMPARE(m_words.asked.count(u"Guten"_s), 1);
    bool edited = false;
    connect(&editor, &MarkdownEditor::edited, this, [&edited] { edited = true; });
    QTest::keyClicks(editor.field(), u"Xyz "_s);
    QTRY_COMPARE(underlined(editor), (QStringList{u"Xyz"_s, u"Tga"_s}));
    QVERIFY(edited);
    QCOMPARE(m_words.asked.count(u"Guten"_s), 1); // asked once
}

void TestSpelling::menuSaysWhatIsMeant()
{
    MarkdownEditor editor(u"Text"_s, u"text"_s);
    editor.setMarkdown(u"Tga Guten"_s);
    editor.setLanguage(u"de"_s);
    editor.show();
    QTRY_COMPARE(underlined(editor), QStringList{u"Tga"_s});
    QContextMenuEvent keyboard(QContextMenuEvent::Keyboard, editor.field()->cursorRect().center(),
                               editor.field()->mapToGlobal(editor.field()->cursorRect().center()));
    QApplication::sendEvent(editor.field(), &keyboard);
    auto *menu = editor.field()->findChild<QMenu *>(u"spellMenu"_s);
    QVERIFY(menu);
    QCOMPARE(menu->actions().first()->text(), u"Tag"_s);
    menu->actions().first()->trigger();
    QCOMPARE(editor.markdown(), u"Tag Guten"_s);
    menu->close();
    QTRY_COMPARE(underlined(editor), QStringList());
}

void TestSpelling::withoutADictionary()
{
    SpellBook::setSpelling(nullptr);
    MarkdownEditor editor(u"Text"_s, u"text"_s);
    editor.setLanguage(u"de"_s);
    editor.setMarkdown(u"Tga"_s);
    editor.show();
    QCOMPARE(underlined(editor), QStringList());
    QVERIFY(m_words.asked.isEmpty());
}

QTEST_MAIN(TestSpelling)
#include "tst_spelling.moc"
