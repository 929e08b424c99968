#include "ui/common/spellbook.h"

#include "models/services/spelling.h"

#include <QRegularExpression>
#include <QTimer>

#include <map>
#include <memory>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kPauseMs = 150;

struct Books
{
    Spelling *spelling = nullptr;
    std::map<QString, std::unique_ptr<SpellBook>> byLanguage;
};

Books &books()
{
    static Books all;
    return all;
}

} // namespace

QList<SpelledWord> wordsToSpell(const QString &line)
{
    static const QRegularExpression left(u"\\{\\{[^{}]*\\}?\\}?|`[^`]*`|\\S*[@/\\\\_<>=][^\\s]*|\\S*\\d\\S*"_s);
    static const QRegularExpression word(u"\\p{L}[\\p{L}\\p{M}]*(?:['\u2019]\\p{L}[\\p{L}\\p{M}]*)*"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    QString rest = line;
    for (auto it = left.globalMatch(line); it.hasNext();) {
        const auto match = it.next();
        rest.replace(match.capturedStart(), match.capturedLength(), QString(match.capturedLength(), u' '));
    }
    QList<SpelledWord> words;
    for (auto it = word.globalMatch(rest); it.hasNext();) {
        const auto match = it.next();
        const QString text = match.captured();
        if (text.size() > 1 && text != text.toUpper()) // a letter, an abbreviation
            words.append({static_cast<int>(match.capturedStart()), text});
    }
    return words;
}

void SpellBook::setSpelling(Spelling *spelling)
{
    books().byLanguage.clear();
    books().spelling = spelling;
}

SpellBook *SpellBook::of(const QString &language)
{
    Books &all = books();
    if (!all.spelling || !all.spelling->knows(language))
        return nullptr;
    auto &book = all.byLanguage[language];
    if (!book)
        book.reset(new SpellBook(*all.spelling, language));
    return book.get();
}

SpellBook::SpellBook(Spelling &spelling, QString language)
    : m_spelling(spelling)
    , m_language(std::move(language))
    , m_later(new QTimer(this))
{
    m_later->setSingleShot(true);
    m_later->setInterval(kPauseMs);
    connect(m_later, &QTimer::timeout, this, &SpellBook::ask);
}

bool SpellBook::isWrong(const QString &word)
{
    if (m_wrong.contains(word))
        return true;
    if (!m_asked.contains(word)) {
        m_asked.insert(word);
        m_open.insert(word);
        m_later->start();
    }
    return false;
}

void SpellBook::ask()
{
    const QStringList words(m_open.cbegin(), m_open.cend());
    m_open.clear();
    m_spelling.check(m_language, words, this, [this](const QHash<QString, QStringList> &wrong) {
        m_wrong.insert(wrong);
        if (!wrong.isEmpty())
            Q_EMIT learned();
    });
}

} // namespace tocsin
