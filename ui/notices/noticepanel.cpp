#include "ui/notices/noticepanel.h"

using namespace Qt::StringLiterals;

namespace tocsin {

NoticePanel::NoticePanel(const UiContext &ui, const QString &name, const IncidentDetails &details, NoticeDetails notice,
                         QWidget *parent)
    : ActPanel(ui, u"%1-%2"_s.arg(name).arg(notice.notice.id.value), details, parent)
    , m_notice(std::move(notice))
{
}

void NoticePanel::showNotice(const NoticeDetails &notice)
{
    m_notice = notice;
    refreshNotice();
    updateButton();
}

} // namespace tocsin
