#include "models/domain/postmortembody.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

template<> std::span<const EnumEntry<PostmortemSection>> enumTable<PostmortemSection>()
{
    using enum PostmortemSection;
    static constexpr EnumEntry<PostmortemSection> table[] = {
        {Summary, "summary", QT_TRANSLATE_NOOP("tocsin::domain", "Summary")},
        {Impact, "impact", QT_TRANSLATE_NOOP("tocsin::domain", "Impact")},
        {Timeline, "timeline", QT_TRANSLATE_NOOP("tocsin::domain", "Timeline")},
        {RootCause, "root_cause", QT_TRANSLATE_NOOP("tocsin::domain", "Root cause and contributing factors")},
        {Response, "response", QT_TRANSLATE_NOOP("tocsin::domain", "Was the response sufficient?")},
        {Procedures, "procedures", QT_TRANSLATE_NOOP("tocsin::domain", "Were the operating procedures sufficient?")},
        {Changes, "changes", QT_TRANSLATE_NOOP("tocsin::domain", "Changes to policies, procedures and processes")},
        {Lessons, "lessons", QT_TRANSLATE_NOOP("tocsin::domain", "Lessons")},
    };
    return table;
}

template<> std::span<const EnumEntry<Sufficiency>> enumTable<Sufficiency>()
{
    static constexpr EnumEntry<Sufficiency> table[] = {
        {Sufficiency::NotSaid, "not_said", QT_TRANSLATE_NOOP("tocsin::domain", "Not said yet")},
        {Sufficiency::Yes, "yes", QT_TRANSLATE_NOOP("tocsin::domain", "Sufficient")},
        {Sufficiency::Partly, "partly", QT_TRANSLATE_NOOP("tocsin::domain", "Sufficient in part")},
        {Sufficiency::No, "no", QT_TRANSLATE_NOOP("tocsin::domain", "Not sufficient")},
    };
    return table;
}

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

/** One remark; the name first, then values without blanks. */
const QRegularExpression &remark()
{
    static const QRegularExpression form(
        u" ?<!-- (postmortem|section|cause|verdict|entry|why)=(\\S+)((?: [a-z]+=\\S+)*) -->"_s);
    return form;
}

QString valueOf(const QString &attributes, const QString &name)
{
    for (const QString &pair : attributes.split(u' ', Qt::SkipEmptyParts))
        if (pair.startsWith(name + u'='))
            return pair.mid(name.size() + 1);
    return {};
}

QSet<qint64> numbers(const QString &list)
{
    QSet<qint64> all;
    for (const QString &n : list.split(u',', Qt::SkipEmptyParts))
        all.insert(n.toLongLong());
    return all;
}

QString listed(const QString &name, const QSet<qint64> &all)
{
    QList<qint64> sorted(all.begin(), all.end());
    std::sort(sorted.begin(), sorted.end());
    QStringList texts;
    for (const qint64 n : std::as_const(sorted))
        texts << QString::number(n);
    return texts.isEmpty() ? QString() : u" %1=%2"_s.arg(name, texts.join(u','));
}

/** What people typed is quoted as text, whatever it looks like. */
QString escaped(const QString &text)
{
    static const QRegularExpression special(u"([\\\\`*_{}\\[\\]<>#|])"_s);
    return QString(text).replace(special, u"\\\\1"_s);
}

QString unescaped(const QString &text)
{
    static const QRegularExpression special(u"\\\\([\\\\`*_{}\\[\\]<>#|])"_s);
    return QString(text).replace(special, u"\\1"_s);
}

/** Put together piece by piece: a text may hold a "%1". */
QString entryLine(const PickedEntry &e)
{
    const QString at = QDateTime::fromMSecsSinceEpoch(e.atMs, QTimeZone::utc()).toString(u"yyyy-MM-dd HH:mm:ss"_s);
    return u"- **"_s + at + u" UTC** · "_s + escaped(e.text) + u" <!-- entry="_s + QString::number(e.id) + u" at="_s +
           QString::number(e.atMs) + u" -->"_s;
}

QString whyLine(qsizetype n, const QString &why)
{
    const QString number = QString::number(n);
    return number + u". "_s + escaped(why.simplified()) + u" <!-- why="_s + number + u" -->"_s;
}

std::optional<PostmortemSection> sectionOfHeading(const QString &line)
{
    if (!line.startsWith(u"## "_s))
        return std::nullopt;
    const QString title = line.mid(3).trimmed();
    for (const auto &e : enumTable<PostmortemSection>())
        if (title == QLatin1StringView(e.name) || title == nameOf(e.value))
            return e.value;
    return std::nullopt;
}

/** Reads line by line; what is no remark of its own is text of the section it stands in. */
class Reader
{
public:
    PostmortemBody read(const QString &markdown)
    {
        m_marked = markdown.contains(u"<!-- section="_s);
        for (const QString &line : markdown.split(u'\n'))
            take(line);
        for (auto it = m_body.text.begin(); it != m_body.text.end();) {
            *it = it->trimmed();
            it = it->isEmpty() ? m_body.text.erase(it) : std::next(it);
        }
        return m_body;
    }

private:
    void take(const QString &line)
    {
        const auto found = remark().match(line);
        if (found.hasMatch()) {
            takeRemark(line, found.captured(1), found.captured(2), found.captured(3));
            return;
        }
        if (!m_marked)
            if (const auto section = sectionOfHeading(line)) {
                m_section = *section;
                return;
            }
        m_body.text[m_section] += line + u'\n';
    }

    void takeRemark(const QString &line, const QString &name, const QString &value, const QString &rest)
    {
        if (name == u"postmortem") {
            m_body.kind = value == u"-" ? QString() : value;
        } else if (name == u"section") {
            // Its heading was taken for text of the section before.
            QString &before = m_body.text[m_section];
            const QString kept = before.trimmed();
            before = kept.left(kept.lastIndexOf(u"\n#"_s) + 1);
            if (kept.startsWith(u'#') && !kept.contains(u'\n'))
                before.clear();
            m_section = fromCode<PostmortemSection>(value).value_or(PostmortemSection::Summary);
            m_body.also = m_section == PostmortemSection::Timeline ? numbers(valueOf(rest, u"also"_s)) : m_body.also;
            m_body.without =
                m_section == PostmortemSection::Timeline ? numbers(valueOf(rest, u"without"_s)) : m_body.without;
        } else if (name == u"cause") {
            m_body.cause = value;
            m_body.causeName = line.section(u"**"_s, 1, 1).section(u": "_s, 1);
        } else if (name == u"verdict") {
            (m_section == PostmortemSection::Response ? m_body.response : m_body.procedures) =
                fromCode<Sufficiency>(value).value_or(Sufficiency::NotSaid);
        } else if (name == u"why") {
            m_body.whys << unescaped(
                line.left(line.indexOf(u" <!--"_s)).remove(QRegularExpression(u"^\\d+\\. "_s)).trimmed());
        } else if (name == u"entry") {
            const QString text = line.section(u" · "_s, 1);
            m_body.picked.append({value.toLongLong(), valueOf(rest, u"at"_s).toLongLong(),
                                  unescaped(text.left(text.lastIndexOf(u" <!-- entry="_s)))});
        }
    }

    PostmortemBody m_body;
    PostmortemSection m_section = PostmortemSection::Summary;
    bool m_marked = false;
};

} // namespace

PostmortemBody PostmortemBody::fromMarkdown(const QString &markdown)
{
    return Reader().read(markdown);
}

QString PostmortemBody::toMarkdown() const
{
    QStringList blocks{u"<!-- postmortem=%1 -->"_s.arg(kind.isEmpty() ? u"-"_s : kind)};
    for (const auto &e : enumTable<PostmortemSection>()) {
        const bool isTimeline = e.value == PostmortemSection::Timeline,
                   isCause = e.value == PostmortemSection::RootCause;
        const QString picks = isTimeline ? listed(u"also"_s, also) + listed(u"without"_s, without) : QString();
        blocks << u"## %1\n<!-- section=%2%3 -->"_s.arg(nameOf(e.value), QLatin1StringView(e.code), picks);
        if (isCause && !cause.isEmpty())
            blocks << u"**%1** <!-- cause=%2 -->"_s.arg(tr("Kind of root cause: %1").arg(causeName), cause);
        const Sufficiency verdict = e.value == PostmortemSection::Response     ? response
                                    : e.value == PostmortemSection::Procedures ? procedures
                                                                               : Sufficiency::NotSaid;
        if (verdict != Sufficiency::NotSaid)
            blocks << u"**%1.** <!-- verdict=%2 -->"_s.arg(nameOf(verdict), codeOf(verdict));
        if (const QString own = text.value(e.value).trimmed(); !own.isEmpty())
            blocks << own;
        QStringList lines;
        for (qsizetype n = 0; isCause && n < whys.size(); ++n)
            lines << whyLine(n + 1, whys.at(n));
        for (qsizetype n = 0; isTimeline && n < picked.size(); ++n)
            lines << entryLine(picked.at(n));
        if (!lines.isEmpty())
            blocks << lines.join(u'\n');
    }
    return blocks.join(u"\n\n"_s) + u'\n';
}

bool PostmortemBody::isEmpty() const
{
    return cause.isEmpty() && whys.isEmpty() && response == Sufficiency::NotSaid &&
           procedures == Sufficiency::NotSaid &&
           std::all_of(text.begin(), text.end(), [](const QString &t) { return t.trimmed().isEmpty(); });
}

QString readableMarkdown(const QString &markdown)
{
    QStringList lines;
    for (const QString &line : markdown.split(u'\n')) {
        const bool own = line.startsWith(u"<!-- postmortem="_s) || line.startsWith(u"<!-- section="_s);
        if (!own)
            lines << QString(line).remove(remark());
    }
    return lines.join(u'\n').trimmed() + u'\n';
}

Result<void> checkBody(const PostmortemBody &body)
{
    for (auto it = body.text.begin(); it != body.text.end(); ++it)
        if (remark().match(*it).hasMatch())
            return failure(ErrorKind::Invalid,
                           tr("\"%1\" holds a line that stands for something else in a post-mortem: take out what is "
                              "between <!-- and -->.")
                               .arg(nameOf(it.key())),
                           {}, codeOf(it.key()));
    return {};
}

QList<PickedEntry> pickEntries(const QList<TimelineEntry> &entries, const PostmortemBody &body)
{
    QList<PickedEntry> picked;
    for (const TimelineEntry &e : entries)
        if (!e.struck && !body.without.contains(e.id.value) && (e.keyEvent || body.also.contains(e.id.value)))
            picked.append({e.id.value, e.atMs, e.text.simplified()});
    std::stable_sort(picked.begin(), picked.end(),
                     [](const PickedEntry &a, const PickedEntry &b) { return a.atMs < b.atMs; });
    return picked;
}

} // namespace tocsin
