#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>

#include <optional>

class QTimer;

namespace tocsin {

class Spelling;

/** A word of a text, by its place. */
struct SpelledWord
{
    int from = 0;
    QString text;
};

/** The words of a line that a dictionary may be asked about: no fields, no addresses, no numbers, nothing like code. */
[[nodiscard]] QList<SpelledWord> wordsToSpell(const QString &line);

/** What is known of the words of one language; what is not is asked for, many at once, and told by learned(). */
class SpellBook : public QObject
{
    Q_OBJECT

public:
    /** For the whole program; none: nothing is checked. */
    static void setSpelling(Spelling *spelling);
    /** Null if there is no dictionary of this language. */
    [[nodiscard]] static SpellBook *of(const QString &language);

    /** Whether the word is wrong, as far as is known by now. */
    [[nodiscard]] bool isWrong(const QString &word);
    /** What may be meant instead. */
    [[nodiscard]] QStringList meant(const QString &word) const { return m_wrong.value(word); }

Q_SIGNALS:
    void learned();

private:
    SpellBook(Spelling &spelling, QString language);
    void ask();

    Spelling &m_spelling;
    QString m_language;
    QTimer *m_later;
    QSet<QString> m_asked; ///< everything that was asked for, or will be
    QSet<QString> m_open;
    QHash<QString, QStringList> m_wrong;
};

} // namespace tocsin
