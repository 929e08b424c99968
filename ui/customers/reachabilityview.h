#pragma once

#include "models/services/customerimport.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QComboBox;

namespace tocsin {

class Banner;
class TextTable;

/** Every subscription with how its people are reached: who has no contact, and whose contact bounced (P9.2). */
class ReachabilityView : public QWidget
{
    Q_OBJECT

public:
    explicit ReachabilityView(const UiContext &ui, QWidget *parent = nullptr);
    void read();

Q_SIGNALS:
    void customerWanted(qint64 customer);

private:
    UiContext m_ui;
    Banner *m_banner;
    TextTable *m_table;
    QComboBox *m_only;
};

} // namespace tocsin
