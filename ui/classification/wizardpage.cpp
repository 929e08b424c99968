#include "ui/classification/wizardpage.h"

namespace tocsin {

WizardPage::WizardPage(QWidget *parent)
    : QWidget(parent)
{
}

} // namespace tocsin
