#pragma once

#include <QProxyStyle>

class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QStyleOptionToolButton;

namespace tocsin {

/**
 * Fusion with the drawings' lines: 1 px borders, radius 6, an accent ring where the focus is. Reads the colours
 * from Theme::current(). Dynamic properties of a QPushButton: `primary` and `danger` (bool), `hint` (text of its
 * shortcut, drawn dim behind the label).
 */
class TocsinStyle : public QProxyStyle
{
    Q_OBJECT

public:
    TocsinStyle();

    void polish(QWidget *widget) override;
    void unpolish(QWidget *widget) override;
    using QProxyStyle::polish;
    using QProxyStyle::unpolish;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget = nullptr) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget = nullptr) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                         const QWidget *widget = nullptr) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget = nullptr) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
                  QStyleHintReturn *returnData = nullptr) const override;

    QPixmap standardPixmap(StandardPixmap picture, const QStyleOption *option = nullptr,
                           const QWidget *widget = nullptr) const override;
    QIcon standardIcon(StandardPixmap picture, const QStyleOption *option = nullptr,
                       const QWidget *widget = nullptr) const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // Each group of controls in a file of its own; a function that answers false leaves the work to Fusion.
    bool drawIndicator(PrimitiveElement element, const QStyleOption *option, QPainter *painter) const;
    bool drawFrame(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                   const QWidget *widget) const;
    bool drawLabel(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const;
    void drawPushButton(const QStyleOptionButton *option, QPainter *painter, const QWidget *widget) const;
    [[nodiscard]] QSize pushButtonSize(const QStyleOptionButton *option, const QWidget *widget) const;
    [[nodiscard]] static QSize toolButtonSize(const QStyleOptionToolButton *option, const QSize &contents);
    void drawToolButton(const QStyleOptionToolButton *option, QPainter *painter, const QWidget *widget) const;
    void drawComboBox(const QStyleOptionComboBox *option, QPainter *painter) const;
    [[nodiscard]] QRect comboBoxRect(const QStyleOptionComboBox *option, SubControl subControl,
                                     const QWidget *widget) const;
    void drawSpinBox(const QStyleOptionSpinBox *option, QPainter *painter) const;
    [[nodiscard]] QRect spinBoxRect(const QStyleOptionSpinBox *option, SubControl subControl) const;
    void drawScrollBar(const QStyleOptionSlider *option, QPainter *painter) const;
    void drawSlider(const QStyleOptionSlider *option, QPainter *painter) const;
    [[nodiscard]] QRect scrollBarRect(const QStyleOptionSlider *option, SubControl subControl) const;
    void drawTabLabel(const QStyleOptionTab *option, QPainter *painter) const;
    void drawMenuItem(const QStyleOptionMenuItem *option, QPainter *painter) const;
    [[nodiscard]] QSize menuItemSize(const QStyleOptionMenuItem *option) const;
    void drawMenuBarItem(const QStyleOptionMenuItem *option, QPainter *painter) const;
    void drawHeaderSection(const QStyleOptionHeader *option, QPainter *painter) const;
    void drawProgressBar(const QStyleOptionProgressBar *option, QPainter *painter) const;
};

} // namespace tocsin
