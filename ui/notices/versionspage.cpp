#include "ui/notices/versionspage.h"

#include "models/rules/rulebook.h"
#include "models/services/workspace.h"
#include "ui/common/timetext.h"
#include "ui/common/versioncompare.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** All of a version as lines: subject, text, marks, and the answers of the form. */
QString whole(const NoticeText &v)
{
    QString text = v.draft.subject + u"\n\n"_s + v.draft.body + u'\n';
    for (auto it = v.draft.content.begin(); it != v.draft.content.end(); ++it)
        text += u'\n' + it.key() + u": "_s + nameOf(it.value());
    for (auto it = v.draft.form.begin(); it != v.draft.form.end(); ++it)
        text += u'\n' + it.key() + u" = "_s + it.value();
    return text;
}

} // namespace

VersionsPage::VersionsPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_compare(new VersionCompare(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_compare);
}

void VersionsPage::showNotice(NoticeId notice)
{
    m_notice = notice;
    m_ui.workspace->run<QList<NoticeText>>(
        this, [notice](Services &s) { return s.notices.versions(notice); },
        [this, notice](const Result<QList<NoticeText>> &read) {
            if (!read || notice != m_notice)
                return;
            QList<TextVersion> versions;
            for (const NoticeText &v : *read)
                versions.append(
                    {tr("%1: %2, %3").arg(versions.size() + 1).arg(v.authorName, TimeText().full(v.atMs)), whole(v)});
            m_compare->setVersions(versions);
        });
}

} // namespace tocsin
