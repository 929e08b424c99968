#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"

#include "models/domain/approval.h"
#include "ui/transfers/approvalspage.h"
#include "ui/transfers/transferstab.h"
#include "ui/transfers/transferview.h"

#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

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
