#include "models/domain/taskline.h"

#include <QRegularExpression>
#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

Result<void> setOwner(Task &task, const QString &word, const QList<Person> &people)
{
    QList<const Person *> fitting;
    for (const Person &p : people) {
        const bool exact = p.login.compare(word, Qt::CaseInsensitive) == 0;
        const QStringList names = p.name.split(u' ', Qt::SkipEmptyParts);
        const bool begins = std::any_of(names.begin(), names.end(),
                                        [&word](const QString &n) { return n.startsWith(word, Qt::CaseInsensitive); });
        if (p.active && exact) {
            fitting = {&p};
            break;
        }
        if (p.active && begins)
            fitting.append(&p);
    }
    if (fitting.size() > 1)
        return failure(ErrorKind::Invalid,
                       tr("@%1 fits %2 people. Write more of the name.").arg(word).arg(fitting.size()), {},
                       QStringLiteral("holder"));
    task.owner = fitting.isEmpty() ? PersonId{} : fitting.first()->id;
    task.ownerName = fitting.isEmpty() ? word : fitting.first()->name;
    return {};
}

} // namespace

Result<Task> taskOfLine(const QString &line, const QList<Person> &people, qint64 nowMs)
{
    static const QRegularExpression due(u"^\\+(\\d{1,4})(m|min|h|d)$"_s);
    Task task;
    QStringList words;
    for (const QString &word : line.split(QRegularExpression(u"\\s+"_s), Qt::SkipEmptyParts)) {
        const auto span = due.match(word);
        if (span.hasMatch()) {
            const qint64 unit = span.captured(2) == u"h" ? kHourMs : span.captured(2) == u"d" ? kDayMs : kMinuteMs;
            task.dueMs = nowMs + span.captured(1).toLongLong() * unit;
        } else if (word.size() > 1 && word.startsWith(u'@')) {
            if (auto ok = setOwner(task, word.mid(1), people); !ok)
                return tl::unexpected(ok.error());
        } else {
            words << word;
        }
    }
    task.what = words.join(u' ');
    if (auto ok = checkTask(task, std::nullopt); !ok)
        return tl::unexpected(ok.error());
    return task;
}

} // namespace tocsin
