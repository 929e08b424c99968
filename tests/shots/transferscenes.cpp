#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"

#include "models/domain/approval.h"
#include "ui/incident/consultationscard.h"
#include "ui/incident/exceptpanel.h"
#include "ui/incident/obligationlist.h"
#include "ui/transfers/approvalspage.h"
#include "ui/transfers/transferstab.h"
#include "ui/transfers/transferview.h"

#include <QCheckBox>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

template<class W> W *shown(Studio &studio)
{
    for (W *w : studio.window().findChildren<W *>())
        if (w->isVisible())
            return w;
    stop(u"what is to be drawn is not there"_s);
}

/** P8, P10.5: asked for, with both decisions written down; and what legal was asked. */
void shootExceptions(Studio &studio)
{
    studio.hold(30);
    studio.incident(30, u"overview"_s);
    studio.settle();
    const auto details =
        studio.ask<IncidentDetails>([id = studio.read(30).id](Services &s) { return s.incidents.details(id); });
    for (const Obligation &o : details.obligations)
        if (whyNotExceptable(o, false, Studio::kNow).isEmpty()) {
            Q_EMIT shown<ObligationList>(studio)->exceptRequested(o);
            break;
        }
    studio.settle();
    studio.shoot(u"exception-ask"_s);
    studio.window().findChild<QCheckBox *>(u"exceptDecided"_s)->setChecked(true);
    studio.settle();
    auto *panel = shown<ExceptPanel>(studio);
    auto *bar = panel->findChild<QScrollArea *>()->verticalScrollBar();
    bar->setValue(bar->maximum());
    studio.settle();
    studio.shoot(u"exception-ask-below"_s);
    studio.click(u"panelCancel"_s);
    auto *card = shown<ConsultationsCard>(studio);
    for (QWidget *w = card->parentWidget(); w; w = w->parentWidget())
        if (auto *area = qobject_cast<QScrollArea *>(w)) {
            area->ensureWidgetVisible(card, 0, 0);
            break;
        }
    studio.settle();
    studio.shoot(u"consultations"_s);
    card->findChild<QPushButton *>(u"addConsultation"_s)->click();
    studio.settle();
    studio.shoot(u"consultation-add"_s);
    studio.click(u"panelCancel"_s);
}

} // namespace

/** P10: what waits, a request in its column, what left and was destroyed, the panels; and where nothing left. */
void shootTransfers(Studio &studio)
{
    studio.page(u"approvals"_s);
    studio.settle();
    studio.shoot(u"approvals"_s);
    // Each kind of request in its column: the first line of the kind.
    if (auto *rows = studio.window().findChild<QListWidget *>(u"approvalList"_s))
        for (const auto &[kind, name] : {std::pair(ApprovalKind::Exception, u"approval-exception"_s),
                                         std::pair(ApprovalKind::Notice, u"approval-notice"_s),
                                         std::pair(ApprovalKind::Rescission, u"approval-rescission"_s)})
            for (int row = 0; row < rows->count(); ++row)
                if (rows->item(row)->text().startsWith(nameOf(kind) + u" · "_s)) {
                    rows->setCurrentRow(row);
                    studio.settle();
                    studio.shoot(name);
                    break;
                }
    if (auto *rows = studio.window().findChild<QListWidget *>(u"approvalList"_s)) {
        for (int row = 0; row < rows->count(); ++row)
            if (rows->item(row)->text().startsWith(nameOf(ApprovalKind::Exception)))
                rows->setCurrentRow(row);
        studio.settle();
        studio.window().findChild<QPushButton *>(u"approvalsOpen"_s)->click();
        studio.settle();
        studio.shoot(u"exception-overview"_s);
    }
    shootExceptions(studio);
    studio.incident(20, u"transfers"_s);
    studio.settle();
    const auto tab = [&studio] {
        auto *found = studio.window().findChild<TransfersTab *>();
        if (!found)
            stop(u"no tab for transfers"_s);
        return found;
    };
    studio.shoot(u"transfer-decide"_s);
    const auto down = [&] {
        auto *bar = tab()->view()->findChild<QScrollArea *>()->verticalScrollBar();
        bar->setValue(bar->maximum());
        studio.settle();
    };
    down();
    studio.shoot(u"transfer-decide-below"_s);
    studio.incident(19, u"transfers"_s);
    studio.settle();
    studio.shoot(u"transfer-breach"_s);
    if (auto *list = tab()->findChild<QListWidget *>(u"transferList"_s))
        list->setCurrentRow(0);
    studio.settle();
    down();
    studio.shoot(u"transfer-custody"_s);
    studio.ask<void>([id = tab()->view()->transfer(), &studio](Services &s) { // as it is printed
        return s.transfers.exportCustody(id, CustodyFormat::Pdf, studio.picturePath(u"transfer-custody.pdf"_s));
    });
    studio.incident(21, u"transfers"_s);
    studio.settle();
    studio.shoot(u"transfer-checklist"_s);
    tab()->findChild<QPushButton *>(u"transfersAsk"_s)->click();
    studio.settle();
    studio.shoot(u"transfer-ask"_s);
    studio.incident(2, u"transfers"_s);
    studio.settle();
    studio.shoot(u"transfer-empty"_s);
}

} // namespace tocsin::shots
