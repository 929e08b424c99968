#include "ui/notices/outboxbar.h"

#include "models/services/outboxdesk.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/clockticker.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/acts.h"
#include "ui/incident/counted.h"
#include "ui/theme/icons.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

struct Count
{
    int all = 0, left = 0, waiting = 0, sending = 0, retrying = 0, failed = 0, unsure = 0;
    qint64 nextMs = 0;
};

Count countOf(const NoticeDetails &notice, qint64 nowMs)
{
    using enum MessageState;
    Count c;
    for (const MessageRow &m : notice.messages) {
        const MessageState state = messageState(m.facts, nowMs);
        if (state == Cancelled || state == Replaced)
            continue;
        ++c.all;
        c.left += state == Sent || state == Reached || state == Returned ? 1 : 0;
        c.waiting += state == Waiting ? 1 : 0;
        c.sending += state == Sending ? 1 : 0;
        c.retrying += state == Retrying ? 1 : 0;
        c.failed += state == Failed ? 1 : 0;
        c.unsure += state == Unsure ? 1 : 0;
        if (const qint64 next = nextTryMs(m.facts); next > 0)
            c.nextMs = c.nextMs > 0 ? std::min(c.nextMs, next) : next;
    }
    return c;
}

QPushButton *button(const QString &text, const QString &iconName, const QString &name, QWidget *parent)
{
    auto *b = new QPushButton(icon(iconName), text, parent);
    b->setObjectName(name);
    b->setAccessibleName(text);
    b->setAutoDefault(false);
    return b;
}

} // namespace

OutboxBar::OutboxBar(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_status(wrappedLabel({}, TextStyle::Body, this))
    , m_progress(new QProgressBar(this))
    , m_goOn(button(tr("Go on sending"), u"send"_s, u"outboxGoOn"_s, this))
    , m_stop(button(tr("Stop"), u"close"_s, u"outboxStop"_s, this))
    , m_callBack(button(tr("Call back the rest…"), u"undo"_s, u"outboxCallBack"_s, this))
    , m_trouble(new Banner(Banner::Kind::Error, this))
    , m_asking(new QWidget(this))
    , m_question(wrappedLabel({}, TextStyle::Small, m_asking))
    , m_password(new QLineEdit(m_asking))
    , m_keep(new QCheckBox(tr("Keep it in the keychain"), m_asking))
    , m_send(button(tr("Send with this password"), u"send"_s, u"outboxPasswordSend"_s, m_asking))
{
    build();
    connect(m_goOn, &QPushButton::clicked, this, &OutboxBar::goOn);
    connect(m_stop, &QPushButton::clicked, this, [this] { order(true); });
    connect(m_callBack, &QPushButton::clicked, this, &OutboxBar::callBackWanted);
    connect(m_send, &QPushButton::clicked, this, &OutboxBar::sendWithPassword);
    connect(m_password, &QLineEdit::returnPressed, this, &OutboxBar::sendWithPassword);
    connect(m_password, &QLineEdit::textChanged, this, &OutboxBar::refresh);
    if (m_ui.outbox) {
        connect(m_ui.outbox, &OutboxDesk::changed, this, &OutboxBar::refresh);
        connect(m_ui.outbox, &OutboxDesk::failed, this, [this](const Error &error) {
            if (isVisible())
                Q_EMIT failed(error);
        });
    }
    hide();
}

void OutboxBar::build()
{
    setObjectName(u"outbox"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(8);
    m_status->setObjectName(u"outboxStatus"_s);
    m_progress->setObjectName(u"outboxProgress"_s);
    m_progress->setAccessibleName(tr("Messages that left"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_status, 1);
    for (QPushButton *b : {m_callBack, m_stop, m_goOn})
        top->addWidget(b);
    m_goOn->setProperty("primary", true);
    layout->addLayout(top);
    layout->addWidget(m_progress);
    m_trouble->setObjectName(u"outboxTrouble"_s);
    m_trouble->hide();
    layout->addWidget(m_trouble);
    auto *ask = new QVBoxLayout(m_asking);
    ask->setContentsMargins(0, 0, 0, 0);
    ask->setSpacing(8);
    m_question->setObjectName(u"outboxQuestion"_s);
    ask->addWidget(m_question);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_password->setObjectName(u"outboxPassword"_s);
    m_password->setAccessibleName(tr("Password of the mail account"));
    m_password->setPlaceholderText(tr("Password"));
    m_password->setEchoMode(QLineEdit::Password);
    m_keep->setObjectName(u"outboxKeep"_s);
    row->addWidget(m_password, 1);
    row->addWidget(m_keep);
    row->addWidget(m_send);
    ask->addLayout(row);
    layout->addWidget(m_asking);
}

void OutboxBar::show(const NoticeDetails &notice, const Incident &incident)
{
    m_notice = notice;
    m_incident = incident;
    setVisible(notice.order.byMail());
    refresh();
}

bool OutboxBar::isAsking() const
{
    return m_ui.outbox && m_ui.outbox->state() == OutboxDesk::State::Asking;
}

QString OutboxBar::statusText() const
{
    const Count c = countOf(m_notice, m_ui.workspace->clock().nowMs());
    const OutboxDesk::State state = m_ui.outbox ? m_ui.outbox->state() : OutboxDesk::State::Idle;
    QStringList parts{tr("%1 of %2 sent").arg(c.left).arg(c.all)};
    if (m_notice.order.paused)
        parts << tr("stopped by %1 at %2").arg(m_notice.order.byName, TimeText().full(m_notice.order.atMs));
    else if (c.waiting + c.sending > 0 && state == OutboxDesk::State::Sending)
        parts << tr("being sent");
    else if (state == OutboxDesk::State::Stopping)
        parts << tr("what is on its way is finished");
    else if (c.waiting > 0)
        parts << counted(c.waiting, tr("%1 waits, and this window is not sending"),
                         tr("%1 wait, and this window is not sending"));
    if (c.retrying > 0)
        parts << tr("%1 tried again from %2 on").arg(c.retrying).arg(TimeText().shortTime(c.nextMs));
    if (m_ui.outbox && m_ui.outbox->totals().held > 0 && state != OutboxDesk::State::Sending)
        parts << tr("%1 held by an exception or a rescission").arg(m_ui.outbox->totals().held);
    if (c.failed > 0)
        parts << tr("%1 failed: choose the row and decide").arg(c.failed);
    if (c.unsure > 0)
        parts << tr("%1 unsure: look for the Message-ID and decide").arg(c.unsure);
    return parts.join(u" · "_s);
}

void OutboxBar::refresh()
{
    if (!m_notice.order.byMail())
        return;
    const Count c = countOf(m_notice, m_ui.workspace->clock().nowMs());
    const OutboxDesk *desk = m_ui.outbox;
    const OutboxDesk::State state = desk ? desk->state() : OutboxDesk::State::Idle;
    const bool open = m_notice.notice.state == NoticeState::Queued && c.waiting + c.sending + c.retrying > 0;
    m_status->setText(statusText());
    m_progress->setRange(0, std::max(1, c.all));
    m_progress->setValue(c.left);
    const bool busy = state == OutboxDesk::State::Sending || state == OutboxDesk::State::Waiting;
    m_goOn->setVisible(open && (m_notice.order.paused || !busy) && !isAsking());
    m_stop->setVisible(open && !m_notice.order.paused);
    m_callBack->setVisible(c.waiting + c.retrying + c.failed > 0);
    const ActContext context{m_ui.workspace->status().person, m_ui.workspace->status().readOnly};
    const QString whyNot = whyNoRight(Right::Send, m_incident, context);
    QString whyNoSend = m_notice.order.paused ? whyNot : whyNoRight(Right::RecordHandDelivery, m_incident, context);
    if (whyNoSend.isEmpty() && (!desk || !desk->canSend()))
        whyNoSend = tr("This window cannot send.");
    for (QPushButton *b : {m_stop, m_callBack}) {
        b->setEnabled(whyNot.isEmpty());
        b->setToolTip(whyNot);
    }
    m_goOn->setEnabled(whyNoSend.isEmpty() && state != OutboxDesk::State::Stopping);
    m_goOn->setToolTip(whyNoSend);
    m_asking->setVisible(isAsking() && open);
    if (desk)
        m_question->setText(tr("Password of %1 at %2").arg(desk->account().login, desk->account().host));
    m_send->setEnabled(!m_password->text().isEmpty());
    if (desk && desk->trouble() && open)
        m_trouble->show(Banner::Kind::Error, explain(*desk->trouble()));
    else
        m_trouble->hide();
}

void OutboxBar::goOn()
{
    if (m_notice.order.paused)
        order(false);
    else if (m_ui.outbox)
        m_ui.outbox->start();
}

void OutboxBar::order(bool pause)
{
    m_ui.workspace->run<void>(
        this,
        [id = m_notice.notice.id, pause](Services &s) { return pause ? s.outbox.pause(id, {}) : s.outbox.resume(id); },
        [this, pause](const Result<void> &done) {
            if (!done) {
                Q_EMIT failed(done.error());
                return;
            }
            if (m_ui.outbox && !pause)
                m_ui.outbox->start();
            Q_EMIT acted();
        });
}

void OutboxBar::sendWithPassword()
{
    if (m_password->text().isEmpty() || !m_ui.outbox)
        return;
    m_ui.outbox->start(m_password->text(), m_keep->isChecked());
    m_password->clear();
}

} // namespace tocsin
