#include "ui/common/frontpage.h"

#include <QStackedWidget>

namespace tocsin {

void askForFrontPage(QStackedWidget *stack)
{
    const auto ask = [stack] {
        for (int at = 0; at < stack->count(); ++at) {
            QWidget *page = stack->widget(at);
            const QSizePolicy::Policy policy =
                at == stack->currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored;
            page->setSizePolicy(policy, policy);
        }
        stack->updateGeometry();
    };
    QObject::connect(stack, &QStackedWidget::currentChanged, stack, ask);
    ask();
}

} // namespace tocsin
