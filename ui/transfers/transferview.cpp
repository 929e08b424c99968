#include "ui/transfers/transferview.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/chip.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/common/timetext.h"
#include "ui/transfers/checklistform.h"
#include "ui/transfers/custodycard.h"
#include "ui/transfers/decisionform.h"
#include "ui/transfers/factscard.h"
#include "ui/transfers/threadcard.h"
#include "ui/transfers/transfertone.h"

#include <QScrollArea>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace tocsin {

TransferView::TransferView(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_scroll(new QScrollArea)
    , m_where(wrappedLabel({}, TextStyle::SmallMuted))
    , m_title(wrappedLabel({}, TextStyle::Title))
    , m_state(new Chip)
    , m_banner(new Banner(Banner::Kind::Warning))
    , m_facts(new FactsCard(4))
    , m_checklist(new ChecklistForm(ui))
    , m_decision(new DecisionForm(ui))
    , m_thread(new ThreadCard(ui))
    , m_custody(new CustodyCard(ui))
{
    build();
    for (TransferForm *form : {static_cast<TransferForm *>(m_checklist), static_cast<TransferForm *>(m_decision),
                               static_cast<TransferForm *>(m_thread)}) {
        connect(form, &TransferForm::stale, this, &TransferView::reload);
        connect(form, &TransferForm::done, this, [this](const QString &said) {
            if (m_ui.say)
                m_ui.say(said);
            reload();
            Q_EMIT changed();
        });
    }
    connect(m_decision, &DecisionForm::askBackRequested, this, &TransferView::askBack);
    connect(m_custody, &CustodyCard::moveRequested, this, &TransferView::moveRequested);
    connect(m_custody, &CustodyCard::endRequested, this, &TransferView::endRequested);
    connect(m_custody, &CustodyCard::said, this, [this](const QString &text) {
        if (m_ui.say)
            m_ui.say(text);
    });
    connect(m_custody, &CustodyCard::failed, this,
            [this](const QString &text) { m_banner->show(Banner::Kind::Error, text); });
}

void TransferView::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    plainScrollDown(m_scroll);
    m_scroll->setAccessibleName(tr("Transfer"));
    outer->addWidget(m_scroll);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(buildHead());
    m_banner->hide();
    column->addWidget(m_banner);
    for (QWidget *card :
         {static_cast<QWidget *>(m_facts), static_cast<QWidget *>(m_checklist), static_cast<QWidget *>(m_decision),
          static_cast<QWidget *>(m_thread), static_cast<QWidget *>(m_custody)})
        column->addWidget(card);
    column->addStretch(1);
    m_scroll->setWidget(content);
    content->hide();
}

QWidget *TransferView::buildHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(12);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    m_where->setObjectName(u"transferWhere"_s);
    m_title->setObjectName(u"transferTitle"_s);
    m_state->setObjectName(u"transferState"_s);
    texts->addWidget(m_where);
    texts->addWidget(m_title);
    row->addLayout(texts, 1);
    row->addWidget(m_state, 0, Qt::AlignVCenter);
    return head;
}

void TransferView::showTransfer(TransferId id)
{
    const bool other = id != m_id;
    m_id = id;
    if (other) {
        m_scroll->widget()->hide();
        m_banner->hide();
    }
    if (!id.isValid())
        return;
    m_ui.workspace->run<TransferDetails>(
        this, [id](Services &s) { return s.transfers.details(id); },
        [this, id](const Result<TransferDetails> &details) {
            if (id != m_id)
                return;
            if (details)
                show(*details);
            else if (m_ui.showError)
                m_ui.showError(details.error());
        });
}

void TransferView::show(const TransferDetails &details)
{
    const bool other = details.transfer.id != m_details.transfer.id;
    m_details = details;
    const Transfer &t = details.transfer;
    const qint64 now = m_ui.workspace->clock().nowMs();
    m_where->setText(tr("%1 · transfer %2 · %3 by %4, %5")
                         .arg(details.incidentReference)
                         .arg(t.number)
                         .arg(t.content.kind == TransferKind::Breach ? tr("recorded") : tr("asked for"),
                              t.requesterName, TimeText().brief(t.askedMs, now)) +
                     (t.enteredBy.isEmpty() ? QString() : tr(", entered by %1").arg(t.enteredBy)));
    m_title->setText(t.content.title);
    m_state->setText(transferStateText(t, now));
    m_state->setTone(transferTone(t, now));
    showBanner();
    showFacts();
    m_checklist->showDetails(details);
    m_decision->showDetails(details);
    m_thread->showDetails(details);
    m_custody->showDetails(details);
    m_scroll->widget()->show();
    if (other)
        QTimer::singleShot(0, m_scroll, [scroll = m_scroll] { scroll->ensureVisible(0, 0); });
    Q_EMIT shown();
}

void TransferView::showBanner()
{
    const Transfer &t = m_details.transfer;
    if (t.content.kind == TransferKind::Breach)
        m_banner->show(Banner::Kind::Error, tr("Breach of procedure: this left production without a written approval."),
                       t.content.found);
    else if (!m_details.newerList.isEmpty())
        m_banner->show(Banner::Kind::Warning, tr("There is a newer list: %1.").arg(m_details.newerList),
                       tr("This request keeps version %1, which it was asked under. Taken back and asked for again, it "
                          "goes under the newer one.")
                           .arg(t.checklist.version));
    else if (t.askedBack && isUndecided(t.state))
        m_banner->show(Banner::Kind::Info, tr("A question waits for %1.").arg(t.requesterName));
    else
        m_banner->hide();
}

void TransferView::showFacts()
{
    const TransferInput &in = m_details.transfer.content;
    QString held = in.what;
    for (const QString &more : {in.amount, in.whose})
        if (!more.isEmpty())
            held += u"\n"_s + more;
    const QString kind = tr("%1\nPersonal data: %2").arg(m_details.dataKindName, nameOf(in.personal).toLower());
    const QString way = tr("%1 → %2\n%3").arg(in.source, in.destination, m_details.environmentName);
    QString kept = in.protection;
    if (!in.destruction.isEmpty())
        kept += u"\n"_s + in.destruction;
    if (in.keepUntilMs > 0)
        kept += u"\n"_s + tr("until %1").arg(TimeText().full(in.keepUntilMs));
    m_facts->setFacts({{tr("Data"), held},
                       {tr("Kind"), kind},
                       {tr("From → to"), way},
                       {tr("Why"), in.purpose},
                       {tr("Handled by"), in.handlers},
                       {tr("Protected, kept"), kept},
                       {tr("Approval"), in.kind == TransferKind::Breach ? QString() : nameOf(in.kind)}});
}

void TransferView::reveal(QWidget *widget)
{
    QTimer::singleShot(0, widget, [this, widget] { m_scroll->ensureWidgetVisible(widget, 0, 40); });
}

void TransferView::approve()
{
    if (m_checklist->isOpen()) {
        reveal(m_checklist);
        m_checklist->submit(true);
    } else {
        reveal(m_decision);
        m_decision->decide(TransferDecision::Approved);
    }
}

void TransferView::refuse()
{
    if (m_checklist->isOpen() && !m_decision->offers(TransferDecision::Refused)) {
        reveal(m_checklist);
        m_checklist->submit(false);
    } else {
        reveal(m_decision);
        m_decision->decide(TransferDecision::Refused);
    }
}

void TransferView::askBack()
{
    reveal(m_thread);
    m_thread->focusQuestion();
}

} // namespace tocsin
