#include "ui/incident/obligationlist.h"

#include "models/services/workspace.h"
#include "ui/common/clocklabel.h"
#include "ui/common/deadlinetext.h"
#include "ui/common/elidedlabel.h"
#include "ui/incident/obligationtext.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kShownAtFirst = 40;
constexpr int kFirmTitle = 160; ///< before it, what stands beside it gives way

QString stateLine(const Obligation &o, qint64 nowMs)
{
    const TimeText time;
    if (readClock(o.facts, nowMs).band == ClockBand::Undeliverable)
        return ObligationList::tr("not deliverable, legal %1 · was due %2")
            .arg(time.brief(o.facts.undeliverableMs, nowMs), time.brief(o.facts.deadlineMs, nowMs));
    switch (obligationState(o.facts, nowMs)) {
    case ObligationState::Excepted:
        return ObligationList::tr("review %1 · was due %2")
            .arg(time.brief(o.facts.exceptedUntilMs, nowMs), time.brief(o.facts.deadlineMs, nowMs));
    case ObligationState::Met:
    case ObligationState::MetLate:
        return ObligationList::tr("met %1 (%2)")
            .arg(time.brief(o.facts.metMs, nowMs), TimeText::shortUtc(o.facts.metMs));
    case ObligationState::Withdrawn:
        return ObligationList::tr("withdrawn %1").arg(time.brief(o.facts.withdrawnMs, nowMs));
    case ObligationState::Proposed:
        return o.facts.wouldEndMs > 0 ? ObligationList::tr("would end %1").arg(time.brief(o.facts.wouldEndMs, nowMs))
                                      : ObligationList::tr("not decided yet");
    case ObligationState::Running:
    case ObligationState::Overdue:
        break;
    }
    return o.facts.deadlineMs > 0
               ? ObligationList::tr("due %1 (%2)")
                     .arg(time.brief(o.facts.deadlineMs, nowMs), TimeText::shortUtc(o.facts.deadlineMs))
               : ObligationList::tr("without undue delay");
}

QString withdrawalReason(const Obligation &o)
{
    const auto reason = fromCode<WithdrawalReason>(o.withdrawnReason);
    return reason                               ? nameOf(*reason)
           : o.withdrawnReason == u"taken_over" ? ObligationList::tr("The incident that goes on took it over")
                                                : o.withdrawnReason;
}

} // namespace

ObligationList::ObligationList(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_layout(new QVBoxLayout(this))
    , m_all(new QPushButton(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(8);
    m_all->setObjectName(u"allDuties"_s);
    m_all->setAccessibleName(tr("Show all duties"));
    m_all->hide();
    connect(m_all, &QPushButton::clicked, this, [this] {
        m_showAll = true;
        rebuild();
    });
}

void ObligationList::setObligations(const QList<Obligation> &obligations, const Incident &incident)
{
    m_obligations = obligations;
    m_incident = incident;
    readInformation();
    QList<ObligationId> order;
    for (const Obligation &o : obligations)
        order.append(o.id);
    if (order != m_order) {
        m_order = order;
        rebuild();
        return;
    }
    for (const Obligation &o : obligations)
        if (auto row = m_rows.find(o.id); row != m_rows.end())
            fill(*row, o);
}

/** How the law counts them, where it does: commitments have nothing beside their 72 hours. */
void ObligationList::readInformation()
{
    QList<Obligation> ofLaw = m_obligations;
    ofLaw.removeIf([](const Obligation &o) { return o.duty == DutyKind::Commitment; });
    if (ofLaw.isEmpty())
        return;
    using Information = QHash<ObligationId, DeadlineInfo>;
    m_ui.workspace->run<Information>(
        this, [ofLaw](Services &s) { return s.duties.deadlineInfo(ofLaw); },
        [this](const Result<Information> &information) {
            if (!information || *information == m_information)
                return;
            m_information = *information;
            for (const Obligation &o : std::as_const(m_obligations))
                if (auto row = m_rows.find(o.id); row != m_rows.end())
                    fill(*row, o);
        });
}

void ObligationList::setWhyReadOnly(const QString &why)
{
    m_whyReadOnly = why;
    for (const Obligation &o : std::as_const(m_obligations))
        if (auto row = m_rows.find(o.id); row != m_rows.end())
            fill(*row, o);
}

void ObligationList::rebuild()
{
    for (const Row &row : std::as_const(m_rows))
        delete row.widget;
    m_rows.clear();
    m_layout->removeWidget(m_all);
    int shown = 0;
    for (const Obligation &o : std::as_const(m_obligations)) {
        if (!m_showAll && shown == kShownAtFirst)
            break;
        m_rows.insert(o.id, makeRow(o));
        m_layout->addWidget(m_rows.value(o.id).widget);
        ++shown;
    }
    m_all->setVisible(shown < m_obligations.size());
    m_all->setText(tr("Show all %1").arg(m_obligations.size()));
    m_layout->addWidget(m_all, 0, Qt::AlignLeft);
}

ObligationList::Row ObligationList::makeRow(const Obligation &o)
{
    Row row;
    row.widget = new QWidget(this);
    auto *layout = new QHBoxLayout(row.widget);
    layout->setContentsMargins({});
    layout->setSpacing(12);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    auto *title = new ElidedLabel(obligationTitle(o), TextStyle::BodyBold, row.widget);
    title->setFirmWidth(kFirmTitle);
    texts->addWidget(title);
    row.origin = new ElidedLabel(obligationOrigin(o), TextStyle::SmallMuted, row.widget);
    texts->addWidget(row.origin);
    layout->addLayout(texts, 1);
    auto *times = new QVBoxLayout;
    times->setSpacing(1);
    row.clock = new ClockLabel(*m_ui.ticker, ClockSize::Small, row.widget);
    row.clock->setWordsVisible(false);
    row.due = new ElidedLabel({}, TextStyle::FinePrint, row.widget);
    times->addWidget(row.clock, 0, Qt::AlignRight);
    times->addWidget(row.due, 0, Qt::AlignRight);
    layout->addLayout(times);
    row.act = new QPushButton(tr("Decide"), row.widget);
    row.act->setObjectName(u"decide-%1"_s.arg(o.id.value));
    row.act->setAccessibleName(tr("Decide about the duty to %1").arg(obligationTitle(o)));
    connect(row.act, &QPushButton::clicked, this, [this, id = o.id, button = row.act] { showMenu(id, button); });
    layout->addWidget(row.act);
    fill(row, o);
    return row;
}

void ObligationList::fill(Row &row, const Obligation &o)
{
    const qint64 now = m_ui.workspace->clock().nowMs();
    row.clock->setObligation(o.facts);
    row.due->setText(stateLine(o, now));
    const DeadlineInfo information = m_information.value(o.id);
    QString beside = deadlineInfoBrief(information, {}, now);
    QStringList lines = deadlineInfoLines(information, o.facts.deadlineMs, {});
    if (const auto later = laterScope(o, m_incident, now)) { // P7.8
        beside = laterScopeBrief(*later);
        lines << laterScopeLine(*later, {});
    }
    const auto state = obligationState(o.facts, now);
    if (state == ObligationState::Withdrawn)
        beside = withdrawalReason(o);
    row.origin->setText(beside.isEmpty() ? obligationOrigin(o) : u"%1 · %2"_s.arg(beside, obligationOrigin(o)));
    row.widget->setToolTip(lines.join(u'\n'));
    row.act->setVisible(isOpen(state));
    row.act->setEnabled(m_whyReadOnly.isEmpty());
    row.act->setToolTip(m_whyReadOnly.isEmpty()
                            ? tr("Withdraw this duty, ask for an exception to the 72 hours, or record that it "
                                 "cannot be delivered")
                            : m_whyReadOnly);
}

void ObligationList::showMenu(ObligationId id, QWidget *at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const Obligation *o = find(id);
    const qint64 now = m_ui.workspace->clock().nowMs();
    const bool open = o && isOpen(o->facts, now);
    const bool excepted = o && obligationState(o->facts, now) == ObligationState::Excepted;
    const bool statute = o && o->duty == DutyKind::Statute;
    const auto add = [this, menu, id](const QString &text, void (ObligationList::*wanted)(const Obligation &)) {
        QAction *action = menu->addAction(text);
        connect(action, &QAction::triggered, this, [this, id, wanted] {
            if (const Obligation *found = find(id))
                Q_EMIT(this->*wanted)(*found);
        });
        return action;
    };
    if (excepted)
        add(tr("Withdraw, by legal and the executive together…"), &ObligationList::endRequested);
    else
        add(tr("Withdraw, by legal…"), &ObligationList::withdrawRequested);
    if (statute)
        add(tr("Late? What the law has instead of an exception…"), &ObligationList::lawRequested)->setEnabled(open);
    else
        add(excepted ? tr("Ask for a renewal of the exception…")
                     : tr("Ask for an exception to the 72 hours, by legal and the executive…"),
            &ObligationList::exceptRequested)
            ->setEnabled(open);
    if (o && o->addressee == Addressee::Customer) {
        QAction *undeliverable =
            menu->addAction(open ? tr("Not deliverable, by legal…") : tr("Not deliverable  (legal has recorded it)"));
        undeliverable->setEnabled(open);
        connect(undeliverable, &QAction::triggered, this, [this, id] {
            if (const Obligation *found = find(id))
                Q_EMIT undeliverableRequested(*found);
        });
    }
    menu->popup(at->mapToGlobal(QPoint(0, at->height() + 2)));
}

const Obligation *ObligationList::find(ObligationId id) const
{
    for (const Obligation &o : m_obligations)
        if (o.id == id)
            return &o;
    return nullptr;
}

} // namespace tocsin
