#include "ui/notices/noticestab.h"

#include "models/services/outboxdesk.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/frontpage.h"
#include "ui/incident/acts.h"
#include "ui/incident/besidearea.h"
#include "ui/incident/reasonpanel.h"
#include "ui/notices/matrixview.h"
#include "ui/notices/newnoticepanel.h"
#include "ui/notices/noticecomposer.h"
#include "ui/notices/noticelist.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

NoticesTab::NoticesTab(const UiContext &ui, QWidget *parent)
    : IncidentTab(ui, parent)
{
    build();
}

void NoticesTab::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_stack);
    m_listPage = new BesideArea(m_stack);
    auto *page = new QWidget;
    auto *main = new QVBoxLayout(page);
    main->setContentsMargins(0, 0, 0, 0);
    m_banner = new Banner(Banner::Kind::Error, page);
    m_banner->hide();
    main->addWidget(m_banner);
    m_parts = new QTabBar(page);
    m_parts->setObjectName(u"noticeParts"_s);
    m_parts->setAccessibleName(tr("Notices, or the subscriptions they are for"));
    m_parts->setDrawBase(false);
    m_parts->setExpanding(false);
    m_parts->addTab(tr("Notices"));
    m_parts->addTab(tr("Subscriptions"));
    auto *parts = new QHBoxLayout;
    parts->setContentsMargins(16, 8, 16, 0);
    parts->addWidget(m_parts);
    parts->addStretch(1);
    main->addLayout(parts);
    m_views = new QStackedWidget(page);
    m_list = new NoticeList(m_views);
    m_matrix = new MatrixView(m_ui, m_views);
    m_views->addWidget(m_list);
    m_views->addWidget(m_matrix);
    askForFrontPage(m_views);
    main->addWidget(m_views, 1);
    connect(m_parts, &QTabBar::currentChanged, this, [this](int part) {
        m_views->setCurrentIndex(part);
        read();
    });
    connect(m_matrix, &MatrixView::noticeWanted, this, &NoticesTab::openNotice);
    connect(m_matrix, &MatrixView::retryWanted, this, &NoticesTab::showRetry);
    m_listPage->pages()->addWidget(page);
    m_stack->addWidget(m_listPage);
    m_composer = new NoticeComposer(m_ui, m_stack);
    m_stack->addWidget(m_composer);
    askForFrontPage(m_stack);
    connect(m_stack, &QStackedWidget::currentChanged, this, &NoticesTab::roomChanged);
    connect(m_list, &NoticeList::chosen, this, &NoticesTab::openNotice);
    connect(m_list, &NoticeList::newWanted, this, &NoticesTab::showNew);
    connect(m_composer, &NoticeComposer::backWanted, this, &NoticesTab::showList);
    connect(m_composer, &NoticeComposer::acted, this, &NoticesTab::read);
    connect(m_composer, &NoticeComposer::phaseWanted, this, [this](const Notice &begun) {
        m_parts->setCurrentIndex(0);
        showList();
        showNew();
        m_new->begin(begun);
    });
    connect(m_composer, &NoticeComposer::scopeWanted, this, [this] { Q_EMIT goTo(u"customers"_s); });
}

QString NoticesTab::key() const
{
    return u"notices"_s;
}

QString NoticesTab::title() const
{
    return tr("Notices");
}

QString NoticesTab::badge() const
{
    return m_details.noticeCount > 0 ? QString::number(m_details.noticeCount) : QString();
}

bool NoticesTab::wantsRoom() const
{
    return m_stack->currentWidget() == m_composer;
}

void NoticesTab::showIncident(const IncidentDetails &details)
{
    const bool other = details.incident.id != m_details.incident.id;
    m_details = details;
    Q_EMIT badgeChanged();
    const DatabaseStatus &status = m_ui.workspace->status();
    const QString done = details.incident.isDone() ? tr("This incident has ended.") : QString();
    m_list->setWhyNot(
        done.isEmpty() ? whyNoRight(Right::DraftNotice, details.incident, {status.person, status.readOnly}) : done);
    if (other) {
        closeNew();
        m_stack->setCurrentWidget(m_listPage);
    }
    if (m_panel)
        m_panel->showIncident(details);
    if (m_stack->currentWidget() == m_composer)
        m_composer->showIncident(details);
    if (isVisible() || m_readOnce || other)
        read();
}

void NoticesTab::activate()
{
    read();
}

void NoticesTab::read()
{
    m_readOnce = true;
    const IncidentId id = m_details.incident.id;
    if (!id.isValid())
        return;
    if (m_views->currentWidget() == m_matrix)
        m_matrix->showIncident(id);
    m_ui.workspace->run<QList<Notice>>(
        this, [id](Services &s) { return s.notices.list(id); },
        [this, id](const Result<QList<Notice>> &notices) {
            if (id != m_details.incident.id)
                return;
            m_banner->setVisible(!notices);
            if (notices)
                m_list->setNotices(*notices);
            else
                m_banner->show(Banner::Kind::Error, notices.error().userText);
        });
}

void NoticesTab::openNotice(NoticeId id)
{
    closeNew();
    m_composer->open(id, m_details);
    m_stack->setCurrentWidget(m_composer);
}

void NoticesTab::showList()
{
    m_stack->setCurrentWidget(m_listPage);
    read();
    m_list->focusList();
}

void NoticesTab::showNew()
{
    closeNew();
    m_new = new NewNoticePanel(m_ui, m_details, m_listPage);
    showPanel(m_new);
    connect(m_new, &ActPanel::done, this, [this](const QString &said) {
        if (m_ui.say)
            m_ui.say(said);
        const NoticeId id = m_new->started();
        read();
        openNotice(id);
    });
    m_list->setNewVisible(false);
}

void NoticesTab::showRetry()
{
    closeNew();
    ReasonAct act;
    act.name = u"act/retry-failed"_s;
    act.title = tr("Send once more what failed");
    act.what =
        tr("Every message of this incident that a mail server refused goes to the same address again, as soon as "
           "possible. What came back needs another address: decide on its row of the notice.");
    act.whoSees = tr("The reason stands in the record beside each message.");
    act.label = tr("What is &different now");
    act.missing = tr("Say what is different now.");
    act.primary = tr("Send once more");
    act.said = tr("They are sent once more");
    act.right = Right::ResolveUnsure;
    act.job = [](Services &s, const Incident &seen, const QString &reason) -> Result<void> {
        auto again = s.outbox.retryFailed(seen.id, reason);
        return again ? Result<void>() : tl::unexpected(again.error());
    };
    auto *panel = new ReasonPanel(m_ui, m_details, act, m_listPage);
    showPanel(panel);
    connect(panel, &ActPanel::done, this, [this](const QString &said) {
        if (m_ui.say)
            m_ui.say(said);
        if (m_ui.outbox)
            m_ui.outbox->start();
        closeNew();
        read();
    });
}

void NoticesTab::showPanel(ActPanel *panel)
{
    m_panel = panel;
    m_listPage->setPanel(panel, panel->preferredWidth());
    connect(panel, &ActPanel::cancelled, this, &NoticesTab::closeNew);
    panel->focusFirst();
}

void NoticesTab::closeNew()
{
    if (!m_panel)
        return;
    m_panel->leave();
    m_listPage->setPanel(nullptr);
    m_panel->deleteLater();
    m_panel = nullptr;
    m_new = nullptr;
    m_list->setNewVisible(true);
}

} // namespace tocsin
