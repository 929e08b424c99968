#include "models/domain/postmortemsummary.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace tocsin {

using namespace Qt::StringLiterals;

template<> std::span<const EnumEntry<LeakKind>> enumTable<LeakKind>()
{
    using enum LeakKind;
    static constexpr EnumEntry<LeakKind> table[] = {
        {Person, "person", QT_TRANSLATE_NOOP("tocsin::domain", "Names of people")},
        {System, "system", QT_TRANSLATE_NOOP("tocsin::domain", "Internal systems")},
        {Customer, "customer", QT_TRANSLATE_NOOP("tocsin::domain", "Customers")},
    };
    return table;
}

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

const QRegularExpression &origin()
{
    static const QRegularExpression form(u"^<!-- from=([a-z_,]*) -->$"_s, QRegularExpression::MultilineOption);
    return form;
}

} // namespace

QString summaryBody(const QList<SummaryParagraph> &paragraphs)
{
    QStringList parts;
    for (const SummaryParagraph &p : paragraphs) {
        QStringList from;
        for (const auto &e : enumTable<PostmortemSection>())
            if (p.from.contains(e.value))
                from << QString::fromLatin1(e.code);
        parts << u"<!-- from=%1 -->\n"_s.arg(from.join(u',')) + p.text.trimmed();
    }
    return parts.join(u"\n\n"_s);
}

QList<SummaryParagraph> summaryParagraphs(const QString &body)
{
    QList<SummaryParagraph> list;
    qsizetype end = 0;
    for (auto it = origin().globalMatch(body); it.hasNext();) {
        const auto match = it.next();
        if (!list.isEmpty())
            list.last().text = body.mid(end, match.capturedStart() - end).trimmed();
        SummaryParagraph p;
        for (const QString &code : match.captured(1).split(u',', Qt::SkipEmptyParts))
            if (const auto section = fromCode<PostmortemSection>(code))
                p.from.insert(*section);
        list.append(p);
        end = match.capturedEnd();
    }
    if (!list.isEmpty())
        list.last().text = body.mid(end).trimmed();
    return list;
}

QString summaryText(const QList<SummaryParagraph> &paragraphs)
{
    QStringList texts;
    for (const SummaryParagraph &p : paragraphs)
        texts << p.text.trimmed();
    return texts.join(u"\n\n"_s);
}

Result<void> checkSummary(const QList<SummaryParagraph> &paragraphs)
{
    if (paragraphs.isEmpty())
        return failure(ErrorKind::Invalid, tr("The summary has no text yet."), {}, u"text"_s);
    for (qsizetype n = 0; n < paragraphs.size(); ++n) {
        const SummaryParagraph &p = paragraphs.at(n);
        const QString field = u"paragraph-%1"_s.arg(n + 1);
        if (p.text.trimmed().isEmpty())
            return failure(ErrorKind::Invalid, tr("Paragraph %1 has no text.").arg(n + 1), {}, field);
        if (p.from.isEmpty())
            return failure(ErrorKind::Invalid, tr("Say which sections paragraph %1 came from.").arg(n + 1), {}, field);
        if (origin().match(p.text).hasMatch())
            return failure(ErrorKind::Invalid, tr("Paragraph %1 has a remark that is this program's own.").arg(n + 1),
                           {}, field);
    }
    return {};
}

QStringList internalWords(const QString &text)
{
    static const QRegularExpression word(u"(?<![\\w.@-])[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)+(?![\\w@-])"_s);
    static const QRegularExpression digit(u"[0-9]"_s);
    static const QRegularExpression inside(u"\\.(internal|local|lan|corp|intra|home|test)$"_s);
    QStringList found;
    for (auto it = word.globalMatch(text); it.hasNext();) {
        const QString words = it.next().captured();
        const bool named = words.contains(u'_') || (words.contains(u'-') && digit.match(words).hasMatch()) ||
                           inside.match(words).hasMatch();
        if (named && !found.contains(words))
            found << words;
    }
    return found;
}

} // namespace tocsin
