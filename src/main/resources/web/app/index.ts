import './tokens.css';
import { applyTheme } from './frame/theme-switch';
import './frame/clew-page';

applyTheme();
