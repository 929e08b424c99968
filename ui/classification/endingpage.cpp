#include "ui/classification/endingpage.h"

#include "ui/common/formrow.h"
#include "ui/common/label.h"

#include <QVBoxLayout>

namespace tocsin {

EndingPage::EndingPage(QWidget *parent)
    : WizardPage(parent)
{
}

void EndingPage::load(const IncidentDetails &) {}

QVBoxLayout *EndingPage::begin(const QString &question, const QString &help)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(new Label(tr("Before it ends"), TextStyle::FinePrint));
    layout->addWidget(wrappedLabel(question, TextStyle::Title));
    layout->addWidget(wrappedLabel(help, TextStyle::Muted));
    layout->addSpacing(4);
    return layout;
}

bool EndingPage::showError(const Error &error)
{
    return !error.field.isEmpty() && showFieldError(this, error.field, error.userText);
}

} // namespace tocsin
