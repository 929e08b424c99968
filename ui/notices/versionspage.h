#pragma once

#include "models/services/services.h"
#include "ui/common/uicontext.h"

#include <QWidget>

namespace tocsin {

class VersionCompare;

/** Every version of a notice's text, two against each other (P9.7). */
class VersionsPage : public QWidget
{
    Q_OBJECT

public:
    explicit VersionsPage(const UiContext &ui, QWidget *parent = nullptr);
    void showNotice(NoticeId notice);

private:
    UiContext m_ui;
    NoticeId m_notice;
    VersionCompare *m_compare;
};

} // namespace tocsin
